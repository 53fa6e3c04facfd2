package dev.sluice.local.lambda;

import dev.sluice.local.lambda.Instance.StartFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One build of a function's code and the instances that run it. An event for which none is free
/// has one started, and takes that one or another that becomes free, whichever is first. When
/// another build has taken its place, those at work finish on this one.
final class Deployment {
  private final FunctionConfiguration configuration;
  private final CodeFiles.State state;
  private final Semaphore starts;
  private final Consumer<String> log;
  private final @Nullable Code code;
  private final Runnable over;
  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private final Set<ExecutionEnvironment> working = new HashSet<>();
  private final Deque<CompletableFuture<Offer>> waiting = new ArrayDeque<>();

  /// Those that start an instance or wait for their turn.
  private final Set<Thread> starters = new HashSet<>();

  private int starting;
  private int number;
  private boolean retired;
  private boolean stopped;
  private boolean closed;

  /// What a waiting event gets.
  private sealed interface Offer {
    record Free(ExecutionEnvironment environment) implements Offer {}

    record Failed(StartFailed failure) implements Offer {}

    record Stopped() implements Offer {}
  }

  /// @param starts how many instances may start at the same time, of all functions
  /// @param over what happens once when nobody runs this build any more
  Deployment(
      FunctionConfiguration configuration,
      Isolation isolation,
      CodeFiles.State state,
      Semaphore starts,
      Consumer<String> log,
      Runnable over) {
    this.configuration = configuration;
    this.state = state;
    this.starts = starts;
    this.log = log;
    this.over = over;
    this.code =
        switch (isolation) {
          case THREAD -> new Code(configuration);
          case PROCESS -> null;
        };
  }

  CodeFiles.State state() {
    return state;
  }

  /// The folder with its code.
  Path code() {
    return configuration.code();
  }

  /// The instance used last, which is the warmest, or the next one that is to be had; nothing if no
  /// more are started.
  ///
  /// @throws StartFailed if the instance that was started for this event did not come up
  @Nullable ExecutionEnvironment take() throws StartFailed, InterruptedException {
    CompletableFuture<Offer> offer = new CompletableFuture<>();
    synchronized (this) {
      ExecutionEnvironment free = warmest();
      if (free != null) {
        boolean _ = working.add(free);
        return free;
      }
      if (stopped) {
        return null;
      }
      waiting.add(offer);
      Thread starter =
          Thread.ofVirtual().name("start of " + configuration.name()).unstarted(this::startInTurn);
      boolean _ = starters.add(starter);
      starter.start();
    }
    try {
      return switch (await(offer)) {
        case Offer.Free(ExecutionEnvironment environment) -> environment;
        case Offer.Failed(StartFailed failure) -> throw failure;
        case Offer.Stopped() -> null;
      };
    } catch (InterruptedException stopping) {
      abandon(offer);
      throw stopping;
    }
  }

  /// Takes back an instance that did its work.
  void giveBack(ExecutionEnvironment environment, boolean usable) {
    boolean kept;
    synchronized (this) {
      boolean _ = working.remove(environment);
      kept = usable && environment.instance().isAlive() && place(new Offer.Free(environment));
    }
    if (!kept) {
      environment.instance().discard();
    }
    closeIfOver();
  }

  /// Starts no more for events to come, and ends when the last one at work is back.
  void retire() {
    synchronized (this) {
      retired = true;
      idle.forEach(environment -> environment.instance().discard());
      idle.clear();
    }
    closeIfOver();
  }

  /// Starts no more, ends those that are just starting, and sends away who waits for one.
  void startNoMore() {
    List<CompletableFuture<Offer>> left;
    synchronized (this) {
      stopped = true;
      left = List.copyOf(waiting);
      waiting.clear();
      starters.forEach(Thread::interrupt);
    }
    left.forEach(offer -> offer.complete(new Offer.Stopped()));
  }

  /// Ends all, whatever they do.
  void close() {
    startNoMore();
    retire();
    List<ExecutionEnvironment> busy;
    synchronized (this) {
      busy = List.copyOf(working);
    }
    busy.forEach(environment -> environment.instance().discard());
  }

  private void startInTurn() {
    try {
      starts.acquire();
      try {
        if (isWanted()) {
          startOne();
        }
      } finally {
        starts.release();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        boolean _ = starters.remove(Thread.currentThread());
      }
      closeIfOver();
    }
  }

  /// Whether more events wait than instances start: others may have become free meanwhile.
  private synchronized boolean isWanted() {
    if (stopped || starting >= waiting.size()) {
      return false;
    }
    starting++;
    return true;
  }

  private void startOne() throws InterruptedException {
    ExecutionEnvironment environment;
    try {
      environment = start();
    } catch (StartFailed failed) {
      started(new Offer.Failed(failed));
      return;
    } catch (RuntimeException impossible) {
      started(new Offer.Failed(new StartFailed(new Outcome.Exited(impossible.toString()))));
      return;
    } catch (InterruptedException stopping) {
      started(new Offer.Stopped());
      throw stopping;
    }
    if (!started(new Offer.Free(environment))) {
      environment.instance().discard();
    }
  }

  private ExecutionEnvironment start() throws StartFailed, InterruptedException {
    long begin = System.nanoTime();
    String name = configuration.name() + " #" + nextNumber();
    InstanceLog own = new InstanceLog(log);
    Instance instance =
        code == null
            ? ProcessInstance.start(configuration, name, own)
            : ThreadInstance.start(configuration, code, name, own);
    return new ExecutionEnvironment(instance, own, Duration.ofNanos(System.nanoTime() - begin));
  }

  private synchronized int nextNumber() {
    return ++number;
  }

  /// Tells the event that waits longest what came of a start; false if it is of no use to anybody.
  private synchronized boolean started(Offer offer) {
    starting--;
    return place(offer);
  }

  private @Nullable ExecutionEnvironment warmest() {
    ExecutionEnvironment free = idle.poll();
    while (free != null && !free.instance().isAlive()) {
      free.instance().discard();
      free = idle.poll();
    }
    return free;
  }

  private boolean place(Offer offer) {
    CompletableFuture<Offer> next = waiting.poll();
    while (next != null) {
      if (offer instanceof Offer.Free(ExecutionEnvironment environment)) {
        boolean _ = working.add(environment);
      }
      if (next.complete(offer)) {
        return true;
      }
      // That one was interrupted.
      next = waiting.poll();
    }
    if (offer instanceof Offer.Free(ExecutionEnvironment environment)) {
      boolean _ = working.remove(environment);
      if (retired) {
        return false;
      }
      idle.push(environment);
    }
    return true;
  }

  private void abandon(CompletableFuture<Offer> offer) {
    boolean late = !offer.complete(new Offer.Stopped());
    if (late
        && offer.getNow(new Offer.Stopped())
            instanceof Offer.Free(ExecutionEnvironment environment)) {
      giveBack(environment, true);
    }
  }

  private static Offer await(CompletableFuture<Offer> offer) throws InterruptedException {
    try {
      return offer.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private synchronized void closeIfOver() {
    if (retired && working.isEmpty() && starters.isEmpty() && !closed) {
      closed = true;
      if (code != null) {
        code.close();
      }
      over.run();
    }
  }
}
