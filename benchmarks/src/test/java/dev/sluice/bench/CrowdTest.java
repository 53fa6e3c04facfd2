package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrowdTest {
  @Test
  void soManyWorkAtOnceAndTheResultsStandByNumber() throws Exception {
    CyclicBarrier three = new CyclicBarrier(3);
    AtomicInteger most = new AtomicInteger();
    AtomicInteger working = new AtomicInteger();

    assertThat(
            new Crowd(3)
                .each(
                    6,
                    number -> {
                      most.accumulateAndGet(working.incrementAndGet(), Math::max);
                      three.await(30, TimeUnit.SECONDS);
                      working.decrementAndGet();
                      return number * 10;
                    }))
        .containsExactly(0, 10, 20, 30, 40, 50);
    assertThat(most).hasValueLessThanOrEqualTo(3);
  }

  @Test
  void theFirstFailureEndsIt() {
    AtomicInteger begun = new AtomicInteger();

    assertThatThrownBy(
            () ->
                new Crowd(1)
                    .each(
                        1_000_000,
                        number -> {
                          begun.incrementAndGet();
                          throw new IOException("no " + number);
                        }))
        .isInstanceOf(IOException.class)
        .hasMessage("no 0");
    assertThat(begun).hasValueLessThan(1_000_000);
  }
}
