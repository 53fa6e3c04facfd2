package dev.sluice.local.lambda;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which messages of a batch are done ("Handling errors for an SQS event source in Lambda: success
/// and failure conditions", Lambda developer guide).
final class BatchOutcome {
  private static final JsonMapper JSON = new JsonMapper();

  private BatchOutcome() {}

  static List<MessageSource.Message> done(
      List<MessageSource.Message> batch, InvocationResult result, boolean partialFailures) {
    return switch (result) {
      case InvocationResult.Succeeded(String payload) ->
          partialFailures ? withoutFailures(batch, payload) : batch;
      case InvocationResult.Failed _, InvocationResult.Throttled _, InvocationResult.Refused _ ->
          List.of();
    };
  }

  private static List<MessageSource.Message> withoutFailures(
      List<MessageSource.Message> batch, String payload) {
    if (payload.isBlank()) {
      return batch;
    }
    JsonNode response;
    try {
      response = JSON.readTree(payload);
    } catch (JacksonException invalid) {
      return List.of();
    }
    JsonNode failures = response.path("batchItemFailures");
    if (failures.isMissingNode() || failures.isNull()) {
      return batch;
    }
    if (!failures.isArray()) {
      return List.of();
    }
    Set<String> failed = new HashSet<>();
    for (JsonNode failure : failures) {
      JsonNode identifier = failure.path("itemIdentifier");
      // Empty, null, under another name or of no message here: then nothing the function says
      // counts.
      if (!identifier.isString()
          || batch.stream().noneMatch(one -> one.messageId().equals(identifier.stringValue()))) {
        return List.of();
      }
      failed.add(identifier.stringValue());
    }
    return batch.stream().filter(message -> !failed.contains(message.messageId())).toList();
  }
}
