package dev.sluice.cli;

/// What ends a command with one line on stderr. The message says what to do; there is no stack
/// trace.
class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  Failure(String message) {
    this(message, ExitCode.FAILED);
  }

  Failure(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
