package dev.sluice.local.sqs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The operations on up to ten messages at once. A batch that breaks a rule fails as a whole; of
/// one that keeps them, each entry succeeds or fails by itself (SQS API reference,
/// SendMessageBatch).
final class BatchOperations {
  private static final int MAX_ENTRIES = 10;
  private static final int MAX_BATCH_BYTES = 1 << 20; // as one message, since August 2025
  private static final Pattern ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private final JsonMapper json;
  private final MessageOperations messages;

  BatchOperations(JsonMapper json, MessageOperations messages) {
    this.json = json;
    this.messages = messages;
  }

  ObjectNode send(Queue queue, Parameters request) {
    List<Parameters> entries = entries(request);
    long bytes =
        entries.stream()
            .mapToLong(
                entry ->
                    MessageRules.size(
                        entry.text("MessageBody").orElse(""), entry.messageAttributes()))
            .sum();
    if (bytes > MAX_BATCH_BYTES) {
      throw new SqsException(
          SqsError.BATCH_TOO_LONG,
          "Batch requests cannot be longer than %d bytes. You have sent %d bytes."
              .formatted(MAX_BATCH_BYTES, bytes));
    }
    queue.spec().fifo().ifPresent(fifo -> entries.forEach(entry -> requireIds(fifo, entry)));
    return each(queue, entries, messages::send);
  }

  ObjectNode delete(Queue queue, Parameters request) {
    return each(queue, entries(request), messages::delete);
  }

  ObjectNode changeVisibility(Queue queue, Parameters request) {
    return each(queue, entries(request), messages::changeVisibility);
  }

  /// One entry without an id fails the batch, and under this error's name only (seen on AWS).
  private static void requireIds(Fifo fifo, Parameters entry) {
    try {
      fifo.requireIds(
          entry.text(Fifo.GROUP_ID).isPresent(), entry.text(Fifo.DEDUPLICATION_ID).isPresent());
    } catch (SqsException refusal) {
      throw MessageRules.invalid(refusal.text());
    }
  }

  private ObjectNode each(
      Queue queue, List<Parameters> entries, BiFunction<Queue, Parameters, ObjectNode> operation) {
    ObjectNode result = json.createObjectNode();
    ArrayNode successful = json.createArrayNode();
    ArrayNode failed = json.createArrayNode();
    for (Parameters entry : entries) {
      String id = entry.required("Id");
      try {
        successful.add(operation.apply(queue, entry).put("Id", id));
      } catch (SqsException refusal) {
        failed
            .addObject()
            .put("Id", id)
            .put("SenderFault", refusal.error().senderFault())
            .put("Code", refusal.error().queryCode())
            .put("Message", refusal.text());
      }
    }
    result.set("Successful", successful);
    if (!failed.isEmpty()) {
      result.set("Failed", failed);
    }
    return result;
  }

  private static List<Parameters> entries(Parameters request) {
    List<Parameters> entries = request.entries();
    if (entries.isEmpty()) {
      throw new SqsException(
          SqsError.EMPTY_BATCH, "There should be at least one entry in the request.");
    }
    if (entries.size() > MAX_ENTRIES) {
      throw new SqsException(
          SqsError.TOO_MANY_ENTRIES,
          "Maximum number of entries per request are %d. You have sent %d."
              .formatted(MAX_ENTRIES, entries.size()));
    }
    Set<String> ids = new HashSet<>();
    for (Parameters entry : entries) {
      String id = entry.required("Id");
      if (!ENTRY_ID.matcher(id).matches()) {
        throw new SqsException(
            SqsError.INVALID_BATCH_ENTRY_ID,
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.");
      }
      if (!ids.add(id)) {
        throw new SqsException(SqsError.IDS_NOT_DISTINCT, "Id %s repeated.".formatted(id));
      }
    }
    return entries;
  }
}
