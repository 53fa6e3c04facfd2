package dev.sluice.local.lambda;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The little that an event-source mapping needs of a queue.
public interface MessageSource {
  String arn();

  /// Whether messages of one receive may have to be done one after the other.
  boolean ordered();

  /// Waits for at least one message, at most so long; empty also when the waiting thread is
  /// interrupted.
  List<Message> receive(int maximum, Duration wait);

  void delete(Message message);

  /// Makes a message visible again at once.
  void release(Message message);

  /// A received message, under SQS's names.
  record Message(
      String messageId,
      String receiptHandle,
      String body,
      String md5OfBody,
      Map<String, String> attributes,
      Map<String, Attribute> messageAttributes) {}

  /// A message attribute; a binary value is in base64.
  record Attribute(String dataType, String value, boolean binary) {}
}
