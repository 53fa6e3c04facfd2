package dev.sluice.core.upload;

/// A service that we depend on did not answer, or answered that it can't now: try again later.
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String service;

  /// @param service for people: "S3", "DynamoDB", "SQS"
  public Unavailable(String service, Throwable cause) {
    super(service + " did not answer: " + cause.getMessage(), cause);
    this.service = service;
  }

  public String service() {
    return service;
  }
}
