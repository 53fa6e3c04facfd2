package dev.sluice.local.lambda;

import java.util.Optional;

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
}
