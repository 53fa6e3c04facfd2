package dev.sluice.local.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Does things when a clock has come that far. The clock may be a test's that jumps hours ahead, so
/// it is looked at often instead of slept by; with nothing to do, nobody looks.
public final class Timetable implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);

  private record Entry(Instant at, long order, Runnable task) {}

  private final InstantSource clock;
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
  private final Thread keeper;
  private long entered;
  private boolean closed;

  public Timetable(InstantSource clock) {
    this.clock = clock;
    this.keeper = Thread.ofVirtual().name("timetable").start(this::keep);
  }

  public Instant now() {
    return clock.instant();
  }

  /// Does something on a thread of its own, at once if that time is past.
  public synchronized void at(Instant time, Runnable task) {
    if (!closed) {
      entries.add(new Entry(time, entered++, task));
      notifyAll();
    }
  }

  /// Forgets what was still to be done.
  @Override
  public synchronized void close() {
    closed = true;
    entries.clear();
    keeper.interrupt();
  }

  private void keep() {
    try {
      while (true) {
        Thread.ofVirtual().name("timed task").start(next());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Runnable next() throws InterruptedException {
    while (true) {
      Entry first = entries.peek();
      if (first == null) {
        wait();
      } else if (first.at().isAfter(clock.instant())) {
        wait(LOOK.toMillis());
      } else {
        entries.remove();
        return first.task();
      }
    }
  }
}
