package dev.sluice.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A queue's lock, and the receives that wait under it for a message.
final class Monitor {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean hurried;

  <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /// Lets those who wait look again.
  void signal() {
    locked(changed::signalAll);
  }

  /// From here on nobody waits.
  void hurry() {
    locked(
        () -> {
          hurried = true;
          changed.signalAll();
        });
  }

  int waiting() {
    return locked(() -> lock.getWaitQueueLength(changed));
  }

  /// Waits until something may have become visible; false when the time is up. The lock has to be
  /// held.
  @SuppressWarnings("WaitNotInLoop") // The caller looks again and loops.
  boolean await(long deadline, Instant now, Optional<Instant> nextVisible) {
    long left = deadline - System.nanoTime();
    if (hurried || left <= 0) {
      return false;
    }
    long untilVisible =
        nextVisible
            .map(at -> TimeUnit.MILLISECONDS.toNanos(Duration.between(now, at).toMillis() + 1))
            .orElse(left);
    try {
      long _ = changed.awaitNanos(Math.min(left, untilVisible));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
