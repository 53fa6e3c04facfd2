package dev.sluice.bench;

/// One benchmark: measures, and says what it found.
interface Bench {
  /// What `./sluice bench` calls it.
  String name();

  /// What it measures, in one line.
  String summary();

  /// Runs it; may print as it goes.
  ///
  /// @throws Exception if it could not measure; there is no figure then
  Figures run() throws Exception;
}
