package dev.sluice.local.lambda;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A batch as a function gets it ("Example standard queue message event", Lambda developer guide).
final class SqsEvent {
  private SqsEvent() {}

  static byte[] of(List<MessageSource.Message> batch, String queueArn, String region) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ArrayNode records = event.putArray("Records");
    for (MessageSource.Message message : batch) {
      ObjectNode one = records.addObject();
      one.put("messageId", message.messageId());
      one.put("receiptHandle", message.receiptHandle());
      one.put("body", message.body());
      ObjectNode attributes = one.putObject("attributes");
      message.attributes().forEach(attributes::put);
      ObjectNode messageAttributes = one.putObject("messageAttributes");
      message
          .messageAttributes()
          .forEach((name, attribute) -> put(messageAttributes.putObject(name), attribute));
      one.put("md5OfBody", message.md5OfBody());
      one.put("eventSource", "aws:sqs");
      one.put("eventSourceARN", queueArn);
      one.put("awsRegion", region);
    }
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ObjectNode target, MessageSource.Attribute attribute) {
    target.put(attribute.binary() ? "binaryValue" : "stringValue", attribute.value());
    target.putArray("stringListValues");
    target.putArray("binaryListValues");
    target.put("dataType", attribute.dataType());
  }
}
