package dev.sluice.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/// One benchmark, a subcommand of `./sluice bench`: measures, prints what a person wants to see,
/// and last of all one [ResultLine].
abstract class Bench implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this.")
  boolean help;

  /// @return the exit status
  /// @throws Exception if it could not measure; there is no result line then
  @Override
  public abstract Integer call() throws Exception;
}
