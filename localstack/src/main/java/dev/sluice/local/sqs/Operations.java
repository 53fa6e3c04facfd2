package dev.sluice.local.sqs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The table of operations, and those on queues.
final class Operations {
  /// SQS API reference, ListQueues.
  private static final int MAX_LISTED = 1_000;

  private final SqsService service;
  private final JsonMapper json = JsonMapper.shared();
  private final MessageOperations messages = new MessageOperations(json);
  private final BatchOperations batches = new BatchOperations(json, messages);

  Operations(SqsService service) {
    this.service = service;
  }

  ObjectNode run(String action, Parameters request) {
    return switch (action) {
      case "CreateQueue" -> createQueue(request);
      case "DeleteQueue" -> deleteQueue(request);
      case "GetQueueUrl" -> getQueueUrl(request);
      case "GetQueueAttributes" -> getQueueAttributes(request);
      case "SetQueueAttributes" -> setQueueAttributes(request);
      case "ListQueues" -> listQueues(request);
      case "TagQueue" -> tagQueue(request);
      case "UntagQueue" -> untagQueue(request);
      case "ListQueueTags" -> listQueueTags(request);
      case "PurgeQueue" -> purgeQueue(request);
      case "SendMessage" -> messages.send(queue(request), request);
      case "SendMessageBatch" -> batches.send(queue(request), request);
      case "ReceiveMessage" -> messages.receive(queue(request), request);
      case "DeleteMessage" -> messages.delete(queue(request), request);
      case "DeleteMessageBatch" -> batches.delete(queue(request), request);
      case "ChangeMessageVisibility" -> messages.changeVisibility(queue(request), request);
      case "ChangeMessageVisibilityBatch" -> batches.changeVisibility(queue(request), request);
      default ->
          throw new SqsException(
              SqsError.UNKNOWN_OPERATION,
              "The action %s is not valid for this endpoint.".formatted(action));
    };
  }

  private Queue queue(Parameters request) {
    return service.queueByUrl(request.required("QueueUrl")).orElseThrow(SqsService::noSuchQueue);
  }

  private ObjectNode createQueue(Parameters request) {
    String name = request.required("QueueName");
    Map<String, String> attributes = request.map("Attributes");
    boolean fifo = attributes.getOrDefault(Fifo.QUEUE, "").equalsIgnoreCase("true");
    QueueSpec base =
        service
            .queueByName(name)
            .map(Queue::spec)
            .orElseGet(() -> fifo ? QueueSpec.fifoDefaults(name) : QueueSpec.defaults(name));
    QueueSpec spec = specified(base, request);
    boolean isNew = service.queueByName(name).isEmpty();
    Queue queue = service.createForClient(spec);
    if (isNew) {
      queue.tag(request.map("tags"));
    }
    return url(queue);
  }

  private ObjectNode deleteQueue(Parameters request) {
    service.deleteQueue(queue(request));
    return json.createObjectNode();
  }

  private ObjectNode getQueueUrl(Parameters request) {
    return url(
        service.queueByName(request.required("QueueName")).orElseThrow(SqsService::noSuchQueue));
  }

  private ObjectNode getQueueAttributes(Parameters request) {
    ObjectNode result = json.createObjectNode();
    ObjectNode attributes = json.createObjectNode();
    QueueAttributes.of(queue(request), request.texts("AttributeNames")).forEach(attributes::put);
    if (!attributes.isEmpty()) {
      result.set("Attributes", attributes);
    }
    return result;
  }

  private ObjectNode setQueueAttributes(Parameters request) {
    Queue queue = queue(request);
    service.change(queue, specified(queue.spec(), request));
    return json.createObjectNode();
  }

  private QueueSpec specified(QueueSpec base, Parameters request) {
    Map<String, String> attributes = request.map("Attributes");
    QueueSpec spec = QueueAttributes.apply(base, attributes);
    boolean lost =
        spec.redrive()
            .filter(redrive -> service.queueByArn(redrive.deadLetterQueueArn()).isEmpty())
            .isPresent();
    if (lost && attributes.containsKey("RedrivePolicy")) {
      throw MessageRules.invalid(
          "Value %s for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist."
              .formatted(attributes.get("RedrivePolicy")));
    }
    return spec;
  }

  /// Pages end where the caller wants; the token is the last name of the page before.
  private ObjectNode listQueues(Parameters request) {
    String prefix = request.text("QueueNamePrefix").orElse("");
    String after = request.text("NextToken").orElse("");
    Optional<Integer> asked = request.integer("MaxResults");
    asked.ifPresent(value -> MessageRules.requireRange("MaxResults", value, 1, MAX_LISTED));
    List<Queue> left =
        service.queues().stream()
            .filter(queue -> queue.name().startsWith(prefix) && queue.name().compareTo(after) > 0)
            .toList();
    List<Queue> page = left.subList(0, Math.min(asked.orElse(MAX_LISTED), left.size()));
    ObjectNode result = json.createObjectNode();
    if (!page.isEmpty()) {
      ArrayNode list = result.putArray("QueueUrls");
      page.forEach(queue -> list.add(queue.url()));
    }
    // Without MaxResults there is no token, however many there are.
    if (asked.isPresent() && page.size() < left.size()) {
      result.put("NextToken", page.getLast().name());
    }
    return result;
  }

  private ObjectNode tagQueue(Parameters request) {
    request.requireAny("Tags");
    queue(request).tag(request.map("Tags"));
    return json.createObjectNode();
  }

  private ObjectNode untagQueue(Parameters request) {
    request.requireAny("TagKeys");
    queue(request).tags().remove(request.texts("TagKeys"));
    return json.createObjectNode();
  }

  private ObjectNode listQueueTags(Parameters request) {
    ObjectNode result = json.createObjectNode();
    Map<String, String> tags = queue(request).tags().all();
    if (!tags.isEmpty()) {
      tags.forEach(result.putObject("Tags")::put);
    }
    return result;
  }

  private ObjectNode purgeQueue(Parameters request) {
    queue(request).purge();
    return json.createObjectNode();
  }

  private ObjectNode url(Queue queue) {
    return json.createObjectNode().put("QueueUrl", queue.url());
  }
}
