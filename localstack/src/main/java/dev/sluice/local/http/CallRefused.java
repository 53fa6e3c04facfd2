package dev.sluice.local.http;

/// Why a call that an AWS service makes by itself was not made, or failed.
public final class CallRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /// @param status as the answer over HTTP would have it
  public CallRefused(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
