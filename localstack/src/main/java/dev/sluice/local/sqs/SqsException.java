package dev.sluice.local.sqs;

/// A refusal, in SQS's own words where it has some; the wire turns it into an answer.
public final class SqsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SqsError error;

  SqsException(SqsError error, String message) {
    super(message);
    this.error = error;
  }

  public SqsError error() {
    return error;
  }

  /// The message, which a refusal always has.
  String text() {
    return String.valueOf(getMessage());
  }
}
