package dev.sluice.local.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Does things when a clock has come that far, whether by itself or because it was moved. With
/// nothing due, nobody looks at the clock.
public final class Timetable implements AutoCloseable {
  private record Entry(Instant at, long order, Runnable task) {}

  private final MovableClock clock;
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
  private final Set<Thread> begun = ConcurrentHashMap.newKeySet();
  private final Thread keeper;
  private long entered;
  private boolean closed;

  /// Whoever moves the clock has to wait for [#timeMoved].
  public Timetable(MovableClock clock) {
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

  /// How much is still to be done.
  public synchronized int waiting() {
    return entries.size();
  }

  /// Does what is due now, and waits until it is done, whoever began it.
  public void timeMoved() {
    List<Thread> due;
    synchronized (this) {
      while (isDue(entries.peek())) {
        begin(entries.remove().task());
      }
      notifyAll();
      due = new ArrayList<>(begun);
    }
    due.remove(Thread.currentThread());
    try {
      for (Thread task : due) {
        task.join();
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  /// Forgets what was still to be done.
  @Override
  public synchronized void close() {
    closed = true;
    entries.clear();
    keeper.interrupt();
  }

  private synchronized void keep() {
    try {
      while (true) {
        Entry first = entries.peek();
        if (first == null) {
          wait();
        } else if (isDue(first)) {
          begin(entries.remove().task());
        } else {
          // A millisecond more than none, which would be for ever.
          wait(Math.max(0, Duration.between(clock.instant(), first.at()).toMillis()) + 1);
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDue(@Nullable Entry entry) {
    return entry != null && !entry.at().isAfter(clock.instant());
  }

  private void begin(Runnable task) {
    Thread thread =
        Thread.ofVirtual()
            .name("timed task")
            .unstarted(
                () -> {
                  try {
                    task.run();
                  } finally {
                    begun.remove(Thread.currentThread());
                  }
                });
    begun.add(thread);
    thread.start();
  }
}
