package dev.sluice.local.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The faults that were asked for and have not all happened yet. The oldest that fits a call is the
/// one that happens to it.
public final class Faults {
  /// A rule and how far it has come.
  ///
  /// @param seen calls that fitted, those let through among them
  public record Pending(FaultRule rule, int seen) {
    /// How many calls the fault is still for.
    public int left() {
      return rule.count() - Math.max(0, seen - rule.skip());
    }
  }

  private final List<Pending> pending = new ArrayList<>();

  /// Finished calls by service and operation.
  private final Map<String, Long> finished = new HashMap<>();

  private long clearings;

  public synchronized void add(FaultRule rule) {
    pending.add(new Pending(rule, 0));
  }

  public synchronized List<Pending> pending() {
    return List.copyOf(pending);
  }

  /// Nothing goes wrong any more, and calls that wait for another go on.
  public synchronized void clear() {
    pending.clear();
    clearings++;
    notifyAll();
  }

  /// What happens to this call, which counts from now on.
  public synchronized Optional<Fault> next(FaultRule.Call call) {
    for (int index = 0; index < pending.size(); index++) {
      Pending one = pending.get(index);
      if (one.rule().fits(call)) {
        Pending counted = new Pending(one.rule(), one.seen() + 1);
        if (counted.left() == 0) {
          pending.remove(index);
        } else {
          pending.set(index, counted);
        }
        if (counted.seen() > one.rule().skip()) {
          return Optional.of(one.rule().fault());
        }
      }
    }
    return Optional.empty();
  }

  /// Waits, until the faults are taken back at most.
  public synchronized void pause(Duration duration) {
    long before = clearings;
    awaitUntil(duration, () -> clearings != before);
  }

  /// Tells calls that wait for such a one.
  public synchronized void finished(FaultRule.Call call) {
    finished.merge(kind(call), 1L, Long::sum);
    notifyAll();
  }

  /// Waits until another call of the same service and operation is finished.
  ///
  /// @param atMost if none is
  public synchronized void awaitAnother(FaultRule.Call call, Duration atMost) {
    long before = finished.getOrDefault(kind(call), 0L);
    long clearingsBefore = clearings;
    awaitUntil(
        atMost,
        () -> finished.getOrDefault(kind(call), 0L) != before || clearings != clearingsBefore);
  }

  private synchronized void awaitUntil(Duration atMost, BooleanSupplier over) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (!over.getAsBoolean()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static String kind(FaultRule.Call call) {
    return call.service() + "/" + call.operation();
  }
}
