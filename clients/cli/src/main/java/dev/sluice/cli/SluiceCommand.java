package dev.sluice.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/// What all commands share: `--help`, and where they run.
abstract class SluiceCommand implements Callable<Integer> {
  final Context context;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  SluiceCommand(Context context) {
    this.context = context;
  }

  /// Says what went wrong, for one of several things that were asked for.
  void complain(String about, Failure failure) {
    context.err().println("sluice: " + about + ": " + failure.getMessage());
  }
}
