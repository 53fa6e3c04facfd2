package dev.sluice.local.lambda;

import java.time.Duration;
import java.util.OptionalInt;

/// How many batches of one mapping may be in work ("Configuring scaling behavior for SQS event
/// source mappings", Lambda developer guide): as many as the maximum concurrency; without one, five
/// at first, up to 300 more a minute while messages are left, 1,000 at most, and five again when
/// the queue is empty.
final class BatchSlots {
  private static final int FIRST = 5;
  private static final int MOST = 1_000;

  /// Five more a second are 300 a minute.
  private static final int MORE = 5;

  private static final Duration BEFORE_MORE = Duration.ofSeconds(1);

  private final boolean grows;
  private int allowed;
  private int taken;
  private long changed = System.nanoTime();

  BatchSlots(OptionalInt maximumConcurrency) {
    this.grows = maximumConcurrency.isEmpty();
    this.allowed = maximumConcurrency.orElse(FIRST);
  }

  /// Waits for a place.
  synchronized void take() throws InterruptedException {
    while (taken >= allowed) {
      wait(BEFORE_MORE.toMillis());
      if (taken >= allowed
          && grows
          && allowed < MOST
          && System.nanoTime() - changed >= BEFORE_MORE.toNanos()) {
        allowed += MORE;
        changed = System.nanoTime();
      }
    }
    taken++;
  }

  synchronized void giveBack() {
    taken--;
    notifyAll();
  }

  /// Nothing was left in the queue.
  synchronized void quiet() {
    if (grows) {
      allowed = FIRST;
      changed = System.nanoTime();
    }
  }

  /// Waits until no batch is in work.
  synchronized boolean awaitNone(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    while (taken > 0 && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return taken == 0;
  }
}
