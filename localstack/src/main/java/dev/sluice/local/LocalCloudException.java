package dev.sluice.local;

/// Why the local cloud did not start, in words for the person who started it.
public final class LocalCloudException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LocalCloudException(String message) {
    super(message);
  }

  LocalCloudException(String message, Throwable cause) {
    super(message, cause);
  }
}
