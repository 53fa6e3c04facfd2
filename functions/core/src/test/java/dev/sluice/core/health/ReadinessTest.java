package dev.sluice.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  @Test
  void a_part_that_fails_and_one_that_never_answers_are_down_and_do_not_hide_the_others() {
    CountDownLatch never = new CountDownLatch(1);
    Readiness readiness =
        new Readiness(
            List.of(
                part("s3", () -> {}),
                part(
                    "dynamodb",
                    () -> {
                      throw new IllegalStateException("refused");
                    }),
                part("sqs", never::await)),
            Duration.ofMillis(200),
            System::nanoTime);

    Map<String, Readiness.Check> checks = readiness.checks();

    assertThat(checks.keySet()).containsExactly("s3", "dynamodb", "sqs");
    assertThat(checks.get("s3")).isInstanceOf(Readiness.Check.Up.class);
    assertThat(checks.get("dynamodb"))
        .isInstanceOfSatisfying(
            Readiness.Check.Down.class,
            down -> {
              assertThat(down.problem()).isEqualTo("did not answer");
              assertThat(down.cause().orElseThrow()).hasMessage("refused");
            });
    assertThat(checks.get("sqs"))
        .isInstanceOfSatisfying(
            Readiness.Check.Down.class,
            down -> {
              assertThat(down.problem()).isEqualTo("no answer within 200 ms");
              assertThat(down.cause()).isEmpty();
              assertThat(down.millis()).isGreaterThanOrEqualTo(200);
            });
  }

  @Test
  void all_parts_are_asked_at_the_same_time() {
    CyclicBarrier together = new CyclicBarrier(2);
    Readiness readiness =
        new Readiness(
            List.of(
                part("s3", () -> together.await(5, TimeUnit.SECONDS)),
                part("sqs", () -> together.await(5, TimeUnit.SECONDS))),
            Duration.ofSeconds(10),
            System::nanoTime);

    assertThat(readiness.checks().values()).allMatch(Readiness.Check.Up.class::isInstance);
  }

  private interface Call {
    void run() throws Exception;
  }

  private static Component part(String name, Call call) {
    return new Component() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void check() {
        try {
          call.run();
        } catch (RuntimeException e) {
          throw e;
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }
}
