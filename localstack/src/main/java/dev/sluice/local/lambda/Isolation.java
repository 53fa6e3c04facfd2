package dev.sluice.local.lambda;

/// What stands between a function and the process that runs the cloud.
public enum Isolation {
  /// A class loader and a thread: starts at once, and an IDE's debugger stops in it.
  THREAD,

  /// A JVM of its own, as on Lambda: with the template's memory, killed when it is late.
  PROCESS
}
