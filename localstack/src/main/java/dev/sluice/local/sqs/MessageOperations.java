package dev.sluice.local.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The operations on one message, and receiving.
final class MessageOperations {
  private static final String TRACE_HEADER = "AWSTraceHeader";
  private final JsonMapper json;

  MessageOperations(JsonMapper json) {
    this.json = json;
  }

  ObjectNode send(Queue queue, Parameters request) {
    Map<String, String> system = new HashMap<>();
    for (String name : List.of(Fifo.GROUP_ID, Fifo.DEDUPLICATION_ID)) {
      request.text(name).ifPresent(value -> system.put(name, value));
    }
    JsonNode trace = request.node().path("MessageSystemAttributes").path(TRACE_HEADER);
    if (trace.isObject()) {
      system.put(TRACE_HEADER, trace.path("StringValue").asString(""));
    }
    Message message =
        queue.send(
            request.required("MessageBody"),
            request.messageAttributes(),
            system,
            request.seconds("DelaySeconds", QueueSpec.MAX_DELAY));
    ObjectNode result =
        json.createObjectNode()
            .put("MD5OfMessageBody", Checksums.ofBody(message.body()))
            .put("MessageId", message.id());
    if (!message.attributes().isEmpty()) {
      result.put("MD5OfMessageAttributes", Checksums.ofAttributes(message.attributes()));
    }
    String number = message.system().get(Fifo.SEQUENCE_NUMBER);
    if (number != null) {
      result.put(Fifo.SEQUENCE_NUMBER, number);
    }
    String header = system.get(TRACE_HEADER);
    if (header != null) {
      result.put("MD5OfMessageSystemAttributes", Checksums.ofTraceHeader(header));
    }
    return result;
  }

  ObjectNode receive(Queue queue, Parameters request) {
    Duration wait =
        request
            .seconds("WaitTimeSeconds", QueueSpec.MAX_RECEIVE_WAIT)
            .orElse(queue.spec().receiveWait());
    Duration visibility =
        request
            .seconds("VisibilityTimeout", QueueSpec.MAX_VISIBILITY)
            .orElse(queue.spec().visibilityTimeout());
    List<String> systemNames = new ArrayList<>(request.texts("AttributeNames"));
    systemNames.addAll(request.texts("MessageSystemAttributeNames"));
    List<String> attributeNames = request.texts("MessageAttributeNames");
    ObjectNode result = json.createObjectNode();
    List<ReceivedMessage> received =
        queue.receive(request.integer("MaxNumberOfMessages").orElse(1), wait, visibility);
    if (!received.isEmpty()) {
      ArrayNode messages = result.putArray("Messages");
      received.forEach(message -> messages.add(encode(message, systemNames, attributeNames)));
    }
    return result;
  }

  ObjectNode delete(Queue queue, Parameters request) {
    // Whether it was there is nobody's business: deleting twice succeeds.
    boolean _ = queue.delete(request.required("ReceiptHandle"));
    return json.createObjectNode();
  }

  ObjectNode changeVisibility(Queue queue, Parameters request) {
    String handle = request.required("ReceiptHandle");
    request.required("VisibilityTimeout");
    queue.changeVisibility(
        handle, request.seconds("VisibilityTimeout", QueueSpec.MAX_VISIBILITY).orElseThrow());
    return json.createObjectNode();
  }

  private ObjectNode encode(
      ReceivedMessage message, List<String> systemNames, List<String> attributeNames) {
    ObjectNode node =
        json.createObjectNode()
            .put("MessageId", message.messageId())
            .put("ReceiptHandle", message.receiptHandle())
            .put("MD5OfBody", message.md5OfBody())
            .put("Body", message.body());
    Map<String, String> system = new TreeMap<>(message.attributes());
    system.keySet().removeIf(name -> !systemNames.contains("All") && !systemNames.contains(name));
    if (!system.isEmpty()) {
      ObjectNode attributes = node.putObject("Attributes");
      system.forEach(attributes::put);
    }
    Map<String, MessageAttribute> wanted = new TreeMap<>(message.messageAttributes());
    wanted.keySet().removeIf(name -> !MessageRules.wanted(name, attributeNames));
    if (!wanted.isEmpty()) {
      // Over what is returned, since that is what the client checks.
      node.put("MD5OfMessageAttributes", Checksums.ofAttributes(wanted));
      node.set("MessageAttributes", AttributeJson.encode(json, wanted));
    }
    return node;
  }
}
