package dev.sluice.aws;

import dev.sluice.core.upload.Unavailable;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// When a message of one queue is delivered again. Needs `sqs:ChangeMessageVisibility` on it.
public final class SqsVisibility {
  private final SqsClient sqs;
  private final String queueUrl;

  public SqsVisibility(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /// Hides a message that is being worked on, from now for this while.
  ///
  /// @param time at most 12 hours; SQS counts whole seconds, so the fraction is dropped
  /// @throws Unavailable if SQS does not answer; the message then comes when the queue's own
  ///   visibility timeout is over
  public void hide(SqsBatch.Message message, Duration time) {
    try {
      sqs.changeMessageVisibility(
          change ->
              change
                  .queueUrl(queueUrl)
                  .receiptHandle(message.receiptHandle())
                  .visibilityTimeout(Math.toIntExact(time.toSeconds())));
    } catch (SdkException e) {
      throw new Unavailable("SQS", e);
    }
  }
}
