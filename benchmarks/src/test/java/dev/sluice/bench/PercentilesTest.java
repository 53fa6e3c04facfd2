package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void aPercentileIsTheTimeWithinWhichSoManyWereDone() {
    List<Duration> hundred =
        IntStream.rangeClosed(1, 100)
            .mapToObj(Duration::ofMillis)
            .sorted(Collections.reverseOrder())
            .toList();
    Percentiles percentiles = Percentiles.of(hundred);

    assertThat(percentiles.millis(50)).isEqualTo(50);
    assertThat(percentiles.millis(99)).isEqualTo(99);
    assertThat(percentiles.millis(99.5)).isEqualTo(100);
    assertThat(percentiles.millis(100)).isEqualTo(100);
    assertThat(percentiles.millis(0.1)).isEqualTo(1);
  }

  @Test
  void ofFewItIsOneThatWasMeasured() {
    Percentiles percentiles = Percentiles.of(List.of(Duration.ofMillis(9), Duration.ofMillis(2)));

    assertThat(percentiles.millis(50)).isEqualTo(2);
    assertThat(percentiles.millis(51)).isEqualTo(9);
    assertThat(Percentiles.of(List.of(Duration.ofNanos(1_500))).millis(99)).isEqualTo(0.0015);
  }

  @Test
  void ofNothingThereIsNone() {
    assertThatThrownBy(() -> Percentiles.of(List.of())).hasMessage("nothing was measured");
    Percentiles one = Percentiles.of(List.of(Duration.ofMillis(1)));
    for (double percent : new double[] {0, -1, 100.1, Double.NaN}) {
      assertThatThrownBy(() -> one.millis(percent)).hasMessage("there is no percentile " + percent);
    }
  }
}
