package dev.sluice.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Everything a command takes from the process around it.
///
/// @param environment the environment variables
/// @param home the project's root, where `.sluice/` and the template lie
/// @param directory where the caller stands; file arguments are relative to it
/// @param started when the user pressed return, for "ready in …"
record Context(
    Map<String, String> environment,
    Path home,
    Path directory,
    PrintStream out,
    PrintStream err,
    InstantSource clock,
    long started,
    Backoff backoff,
    Cloud.Starter clouds) {

  StateDirectory state() {
    return new StateDirectory(home.resolve(".sluice"));
  }

  /// How to name the launcher in advice that is to be pasted.
  String launcher() {
    return directory.equals(home) ? "./sluice" : home.resolve("sluice").toString();
  }

  double secondsSinceStart() {
    return Math.max(0, clock.millis() - started) / 1000.0;
  }
}
