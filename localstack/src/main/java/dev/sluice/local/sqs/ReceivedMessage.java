package dev.sluice.local.sqs;

import java.util.HashMap;
import java.util.Map;

/// A message as a consumer gets it; until it is deleted or its visibility runs out, nobody else
/// does.
///
/// @param receiptHandle what [Queue#delete] and [Queue#changeVisibility] want; new with each
///   receive
/// @param md5OfBody hexadecimal, lower case
/// @param attributes SenderId, SentTimestamp, ApproximateReceiveCount,
///   ApproximateFirstReceiveTimestamp, and where they apply AWSTraceHeader, MessageGroupId,
///   MessageDeduplicationId, SequenceNumber and DeadLetterQueueSourceArn; timestamps in
///   milliseconds
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

  static ReceivedMessage of(StoredMessage stored, String queueName, String account) {
    Message message = stored.message();
    Map<String, String> attributes = new HashMap<>(message.system());
    attributes.put("SenderId", account);
    attributes.put("SentTimestamp", Long.toString(message.sentAt().toEpochMilli()));
    attributes.put("ApproximateReceiveCount", Integer.toString(stored.allReceives()));
    stored
        .firstReceivedAt()
        .ifPresent(
            at ->
                attributes.put(
                    "ApproximateFirstReceiveTimestamp", Long.toString(at.toEpochMilli())));
    return new ReceivedMessage(
        message.id(),
        new Receipt(queueName, message.id(), stored.receiveCount()).handle(),
        message.body(),
        Checksums.ofBody(message.body()),
        attributes,
        message.attributes());
  }
}
