package dev.sluice.local.sqs;

import java.util.Map;

/// A message as a consumer gets it; until it is deleted or its visibility runs out, nobody else
/// does.
///
/// @param receiptHandle what [Queue#delete] and [Queue#changeVisibility] want; new with each
///   receive
/// @param md5OfBody hexadecimal, lower case
/// @param attributes SenderId, SentTimestamp, ApproximateReceiveCount,
///   ApproximateFirstReceiveTimestamp, and where they apply AWSTraceHeader, MessageGroupId and
///   DeadLetterQueueSourceArn; timestamps in milliseconds
/// @param messageAttributes what the sender attached, by name
public record ReceivedMessage(
    String messageId,
    String receiptHandle,
    String body,
    String md5OfBody,
    Map<String, String> attributes,
    Map<String, MessageAttribute> messageAttributes) {
  public ReceivedMessage {
    attributes = Map.copyOf(attributes);
    messageAttributes = Map.copyOf(messageAttributes);
  }
}
