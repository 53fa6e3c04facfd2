package dev.sluice.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
  private static final Duration BASE = Duration.ofSeconds(2);
  private static final Duration CAP = Duration.ofMinutes(15);
  private static final int MANY = 20_000;

  /// Always the longest wait there is.
  private static final RandomGenerator LONGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new AssertionError("a backoff asks for a number below a bound");
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 4", "3, 8", "9, 512", "10, 900", "11, 900", "1000, 900"})
  void waits_at_most_twice_as_long_each_time_up_to_the_cap(int attempt, long seconds) {
    assertThat(new Backoff(BASE, CAP, LONGEST).after(attempt))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, 65, 64, 33, 32, 31})
  void never_overflows(int attempt) {
    Backoff patient = new Backoff(Duration.ofHours(1), Duration.ofHours(12), LONGEST);

    assertThat(patient.after(attempt)).isEqualTo(Duration.ofHours(12));
  }

  @Test
  void takes_a_delivery_count_that_is_none_as_the_first() {
    assertThat(new Backoff(BASE, CAP, LONGEST).after(0)).isEqualTo(BASE);
    assertThat(new Backoff(BASE, CAP, LONGEST).after(Integer.MIN_VALUE)).isEqualTo(BASE);
  }

  /// Full jitter: of ten equal stretches of the whole range each gets its tenth.
  @Test
  void spreads_evenly_from_nothing_to_the_longest() {
    Backoff backoff = new Backoff(BASE, CAP, new SplittableRandom(42));
    int[] tenths = new int[10];

    for (int round = 0; round < MANY; round++) {
      long millis = backoff.after(4).toMillis();
      assertThat(millis).isBetween(0L, 16_000L);
      tenths[(int) Math.min(9, millis / 1_600)]++;
    }

    for (int tenth : tenths) {
      assertThat(tenth).isBetween(MANY / 10 * 9 / 10, MANY / 10 * 11 / 10);
    }
  }

  @Test
  void is_refused_where_SQS_could_not_wait_as_long() {
    assertThat(new Backoff(BASE, Duration.ofHours(12), LONGEST).cap()).hasHours(12);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(BASE, Duration.ofHours(12).plusMillis(1), LONGEST));
    assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, CAP, LONGEST));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ofSeconds(-1), CAP, LONGEST));
    assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(CAP, BASE, LONGEST));
  }
}
