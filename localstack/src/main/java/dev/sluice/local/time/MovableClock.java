package dev.sluice.local.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A clock that goes as another one does, and can be moved forward. Who waits for a time hears of
/// it when it was moved.
public final class MovableClock implements InstantSource {
  /// Farther, sums in nanoseconds would overflow.
  private static final Duration FARTHEST = Duration.ofDays(36_525);

  private final InstantSource base;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Duration offset = Duration.ZERO;

  public MovableClock(InstantSource base) {
    this.base = base;
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset);
  }

  /// How far it was moved in all.
  public Duration offset() {
    return offset;
  }

  /// @param listener is run by whoever moves the clock, who waits for it
  public void onMove(Runnable listener) {
    listeners.add(listener);
  }

  /// Moves the clock; when this returns, all that was due is done.
  ///
  /// @throws IllegalArgumentException if it were to go backwards
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("The clock can't go backwards: " + duration);
    }
    synchronized (this) {
      if (duration.compareTo(FARTHEST.minus(offset)) > 0) {
        throw new IllegalArgumentException("The clock can't go further ahead than 100 years");
      }
      offset = offset.plus(duration);
    }
    listeners.forEach(Runnable::run);
  }
}
