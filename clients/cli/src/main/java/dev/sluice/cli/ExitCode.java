package dev.sluice.cli;

/// The statuses scripts may rely on.
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int REJECTED = 3;

  /// What a shell answers for a command that is not there (POSIX, "Exit Status for Commands").
  static final int COMMAND_NOT_FOUND = 127;

  private ExitCode() {}
}
