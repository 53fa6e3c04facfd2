package dev.sluice.cli.inspect;

/// The command line is not one that can be followed; the message says what to write.
final class WrongUsage extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  WrongUsage(String reason) {
    super(reason);
    this.reason = reason;
  }

  @Override
  public String getMessage() {
    return reason;
  }
}
