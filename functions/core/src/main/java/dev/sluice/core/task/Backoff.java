package dev.sluice.core.task;

import dev.sluice.core.limit.Limits;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Full-jitter exponential backoff: a random while between nothing and `base · 2^(attempt-1)`, at
/// most `cap`. Spreads retries better than any fixed delay (AWS Architecture Blog, "Exponential
/// Backoff And Jitter", 2015).
///
/// @param base of the first retry
/// @param cap at most [Limits#MAXIMUM_VISIBILITY]
public record Backoff(Duration base, Duration cap, RandomGenerator random) {
  private static final int MAXIMUM_DOUBLINGS = 30;

  public Backoff {
    if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException("a backoff has 0 < base ≤ cap");
    }
    if (cap.compareTo(Limits.MAXIMUM_VISIBILITY) > 0) {
      throw new IllegalArgumentException("SQS hides a message for 12 hours at most");
    }
  }

  /// @param attempt 1 for the first one that failed
  public Duration after(int attempt) {
    long doubled = base.toMillis() << Math.clamp(attempt - 1L, 0, MAXIMUM_DOUBLINGS);
    return Duration.ofMillis(random.nextLong(Math.min(doubled, cap.toMillis()) + 1));
  }
}
