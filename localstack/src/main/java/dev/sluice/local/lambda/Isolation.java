package dev.sluice.local.lambda;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/// What stands between a function and the process that runs the cloud.
public enum Isolation {
  /// A class loader and a thread: starts at once, and an IDE's debugger stops in it.
  THREAD,

  /// A JVM of its own, as on Lambda: with the template's memory, killed when it is late.
  PROCESS;

  /// Why it is not possible on this machine, if it is not.
  public Optional<String> impediment() {
    return switch (this) {
      case THREAD -> Optional.empty();
      case PROCESS -> RuntimeClient.impediment();
    };
  }

  /// Room for as many starts at the same time as make sense, the first come first. JVMs that start
  /// beside more of them than there are processors only keep each other from being ready.
  Semaphore starts() {
    return switch (this) {
      case THREAD -> new Semaphore(Integer.MAX_VALUE);
      case PROCESS -> new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    };
  }
}
