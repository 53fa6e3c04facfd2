package dev.sluice.local.time;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What services do by themselves as time passes, such as deleting what has expired: every minute,
/// and whenever the clock was moved.
public final class Sweeps implements AutoCloseable {
  /// AWS promises no more than days ("Using time to live", "Managing the lifecycle of objects").
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final List<Runnable> sweeps = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofVirtual().name("sweeps").unstarted(this::repeat);

  public void add(Runnable sweep) {
    sweeps.add(sweep);
  }

  public void start() {
    thread.start();
  }

  public synchronized void run() {
    sweeps.forEach(Runnable::run);
  }

  /// Waits for the sweep under way.
  @Override
  public void close() {
    thread.interrupt();
    synchronized (this) {
      sweeps.clear();
    }
  }

  private void repeat() {
    while (true) {
      try {
        Thread.sleep(INTERVAL);
      } catch (InterruptedException stopping) {
        return;
      }
      run();
    }
  }
}
