package dev.sluice.aws;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A batch of messages as an event-source mapping hands it to a function, and the partial answer
/// that lets the good ones go (Lambda developer guide, "Implementing partial batch responses").
public final class SqsBatch {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private SqsBatch() {}

  /// One message.
  ///
  /// @param attempt 1 for the first delivery
  public record Message(String body, String receiptHandle, int attempt) {}

  /// What is done with a message.
  public interface MessageHandler {
    /// @return whether all that the message asked for is durable, so that it may be deleted
    /// @throws RuntimeException if not; it is delivered again
    boolean handle(Message message);
  }

  /// @param failures gets what went wrong with each message that failed; no content of the message
  public static void handle(
      InputStream input, OutputStream output, MessageHandler handler, Consumer<String> failures) {
    ObjectNode answer = MAPPER.createObjectNode();
    ArrayNode failed = answer.putArray("batchItemFailures");
    for (JsonNode event : MAPPER.readTree(input).path("Records")) {
      String id = event.path("messageId").asString("");
      if (!handled(event, id, handler, failures)) {
        failed.addObject().put("itemIdentifier", id);
      }
    }
    MAPPER.writeValue(output, answer);
  }

  private static boolean handled(
      JsonNode event, String id, MessageHandler handler, Consumer<String> failures) {
    try {
      return handler.handle(
          new Message(
              event.path("body").asString(""),
              event.path("receiptHandle").asString(""),
              event.path("attributes").path("ApproximateReceiveCount").asInt(1)));
    } catch (RuntimeException e) {
      failures.accept("message " + id + " failed, and will come again: " + StackTrace.of(e));
      return false;
    }
  }
}
