package dev.sluice.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// Percentiles by nearest rank: each is a value that was measured, not one in between.
record Percentiles(List<Duration> sorted) {
  private static final double NANOS_PER_MILLI = 1e6;

  static Percentiles of(Collection<Duration> measured) {
    if (measured.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    return new Percentiles(measured.stream().sorted().toList());
  }

  /// The shortest time within which at least `percent` of all were done.
  ///
  /// @param percent over 0, to 100
  double millis(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException("there is no percentile " + percent);
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.size());
    return sorted.get(rank - 1).toNanos() / NANOS_PER_MILLI;
  }
}
