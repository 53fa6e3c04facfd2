package dev.sluice.local.lambda;

import dev.sluice.local.lambda.Instance.StartFailed;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One build of a function's code and the instances that run it. When another build has taken its
/// place, those at work finish on this one.
final class Deployment {
  private final FunctionConfiguration configuration;
  private final CodeFiles.State state;
  private final Consumer<String> log;
  private final @Nullable Code code;
  private final Runnable over;
  private final Deque<Instance> idle = new ArrayDeque<>();
  private int started;
  private int working;
  private boolean retired;
  private boolean closed;

  /// @param over what happens once when nobody runs this build any more
  Deployment(
      FunctionConfiguration configuration,
      Isolation isolation,
      CodeFiles.State state,
      Consumer<String> log,
      Runnable over) {
    this.configuration = configuration;
    this.state = state;
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

  /// The instance used last, which is the warmest; empty if all are at work.
  synchronized @Nullable Instance takeIdle() {
    Instance instance = idle.poll();
    while (instance != null && !instance.isAlive()) {
      instance.discard();
      instance = idle.poll();
    }
    if (instance != null) {
      working++;
    }
    return instance;
  }

  Instance start() throws StartFailed, InterruptedException {
    String name = configuration.name() + " #" + starting();
    boolean running = false;
    try {
      Instance instance =
          code == null
              ? ProcessInstance.start(configuration, name, log)
              : ThreadInstance.start(configuration, code, name, log);
      running = true;
      return instance;
    } finally {
      if (!running) {
        ended();
      }
    }
  }

  /// Takes back an instance that did its work.
  void giveBack(Instance instance, boolean usable) {
    if (!(usable && keep(instance))) {
      instance.discard();
    }
    ended();
  }

  /// Starts no more, and ends when the last one at work is back.
  void retire() {
    synchronized (this) {
      retired = true;
      idle.forEach(Instance::discard);
      idle.clear();
    }
    closeIfOver();
  }

  private synchronized int starting() {
    working++;
    return ++started;
  }

  private synchronized boolean keep(Instance instance) {
    if (retired) {
      return false;
    }
    idle.push(instance);
    return true;
  }

  private void ended() {
    synchronized (this) {
      working--;
    }
    closeIfOver();
  }

  private synchronized void closeIfOver() {
    if (retired && working == 0 && !closed) {
      closed = true;
      if (code != null) {
        code.close();
      }
      over.run();
    }
  }
}
