package dev.sluice.local.sqs;

import java.util.Objects;

/// Where a message goes that was received too often. Range: SQS API reference, SetQueueAttributes,
/// `RedrivePolicy`.
///
/// @param deadLetterQueueArn a queue of the same service
/// @param maxReceiveCount how often a message is handed out before the next receive moves it, 1 to
///   1,000
public record RedrivePolicy(String deadLetterQueueArn, int maxReceiveCount) {
  private static final int MAX_RECEIVES = 1_000;

  public RedrivePolicy {
    Objects.requireNonNull(deadLetterQueueArn);
    if (maxReceiveCount < 1 || maxReceiveCount > MAX_RECEIVES) {
      throw new SqsException(
          SqsError.INVALID_PARAMETER_VALUE,
          "Value %d for parameter RedrivePolicy is invalid. Reason: maxReceiveCount must be 1 to %d."
              .formatted(maxReceiveCount, MAX_RECEIVES));
    }
  }
}
