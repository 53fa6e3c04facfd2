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

  /// Prints a line for people. File names come from others: what would steer the terminal is made
  /// visible.
  void say(String line) {
    context.out().println(visible(line));
  }

  /// Says what went wrong, for one of several things that were asked for.
  void complain(String about, Failure failure) {
    context.err().println(visible("sluice: " + about + ": " + failure.getMessage()));
  }

  /// A shell's empty variable is no ID; the API would answer with something else for it.
  static String checkedId(String id) {
    if (id.isBlank()) {
      throw new Failure("an ID is missing; ./sluice ls shows them", ExitCode.USAGE);
    }
    return id;
  }

  private static String visible(String line) {
    return line.replaceAll("\\p{Cntrl}", "?");
  }
}
