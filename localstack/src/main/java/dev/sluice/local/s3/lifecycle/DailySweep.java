package dev.sluice.local.s3.lifecycle;

import dev.sluice.local.s3.event.Events;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Executes the lifecycle rules of all buckets at the start and at every midnight (UTC), which is
/// when they fall due. The clock may be one that a test moves, so it is looked at often instead of
/// being waited for.
public final class DailySweep implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Store store;
  private final InstantSource clock;
  private final Events events;
  private final Thread thread;

  public DailySweep(Store store, InstantSource clock, Events events) {
    this.store = store;
    this.clock = clock;
    this.events = events;
    this.thread = Thread.ofVirtual().name("s3-lifecycle").start(this::run);
  }

  /// Waits until a sweep that has begun is done.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Does what is due by now.
  public void sweep() {
    for (Bucket bucket : store.buckets()) {
      new Sweep(bucket, clock.instant(), events).run();
    }
  }

  private void run() {
    LocalDate swept = LocalDate.MIN;
    while (!Thread.currentThread().isInterrupted()) {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      if (!today.equals(swept)) {
        sweep();
        swept = today;
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException closed) {
        return;
      }
    }
  }
}
