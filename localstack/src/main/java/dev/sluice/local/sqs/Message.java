package dev.sluice.local.sqs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/// What was sent; never changes.
///
/// @param system AWSTraceHeader, MessageGroupId, DeadLetterQueueSourceArn; in a FIFO queue also
///   MessageDeduplicationId and SequenceNumber
record Message(
    String id,
    String body,
    Instant sentAt,
    Map<String, MessageAttribute> attributes,
    Map<String, String> system) {
  static final String DEAD_LETTER_SOURCE = "DeadLetterQueueSourceArn";

  Message {
    attributes = Map.copyOf(attributes);
    system = Map.copyOf(system);
  }

  /// One of them, which is empty if the message lacks it.
  String system(String name) {
    return system.getOrDefault(name, "");
  }

  /// What counts against the size limit: body, and names, types and values of the attributes (SQS
  /// developer guide, "Amazon SQS message metadata").
  int size() {
    int size = utf8Length(body);
    for (Map.Entry<String, MessageAttribute> entry : attributes.entrySet()) {
      size += utf8Length(entry.getKey()) + utf8Length(entry.getValue().dataType());
      size +=
          switch (entry.getValue()) {
            case MessageAttribute.Text text -> utf8Length(text.value());
            case MessageAttribute.Binary binary -> binary.bytes().length;
          };
    }
    return size;
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
