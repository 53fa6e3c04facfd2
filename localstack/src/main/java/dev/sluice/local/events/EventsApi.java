package dev.sluice.local.events;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// EventBridge's operation for applications, in its JSON protocol ("PutEvents", EventBridge API
/// reference), and TestEventPattern for who writes one.
public final class EventsApi implements HttpHandler {
  private static final String TARGET = "AWSEvents.";
  private static final int MOST_ENTRIES = 10;

  /// Since January 2026; 256 KB before ("More room to build: serverless services now support
  /// payloads up to 1 MB", AWS Compute blog).
  private static final int MOST_BYTES = 1024 * 1024;

  /// What a time in an entry counts, whatever it is.
  private static final int TIME_BYTES = 14;

  // Numbers are compared as they are written.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final EventBuses buses;

  public EventsApi(EventBuses buses) {
    this.buses = buses;
  }

  /// An error of the whole request.
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String type;

    Refused(String type, String message) {
      super(message);
      this.type = type;
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      send(exchange, 200, answer(operation == null ? "" : operation, JSON.readTree(body)));
    } catch (Refused refused) {
      error(exchange, refused.type, String.valueOf(refused.getMessage()));
    } catch (JacksonException noJson) {
      error(exchange, "SerializationException", "The request is not JSON.");
    }
    exchange.close();
  }

  private ObjectNode answer(String operation, JsonNode request) throws Refused {
    return switch (operation) {
      case TARGET + "PutEvents" -> {
        if (request.has("EndpointId")) {
          throw new Refused("ValidationException", "The local cloud has no global endpoints");
        }
        yield putEvents(request.path("Entries"));
      }
      case TARGET + "TestEventPattern" -> testPattern(request);
      default ->
          throw new Refused(
              "UnknownOperationException", operation + " is not served by the local cloud");
    };
  }

  private ObjectNode putEvents(JsonNode entries) throws Refused {
    if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      throw new Refused(
          "ValidationException",
          "1 validation error detected: Value '%s' at 'entries' failed to satisfy constraint: Member must have length %s"
              .formatted(
                  entries.isMissingNode() ? "null" : entries,
                  entries.isEmpty()
                      ? "greater than or equal to 1"
                      : "less than or equal to " + MOST_ENTRIES));
    }
    if (entries.valueStream().mapToLong(EventsApi::bytes).sum() > MOST_BYTES) {
      throw new Refused(
          "ValidationException", "Total size of the entries in the request is over the limit.");
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode results = answer.putArray("Entries");
    int failed = 0;
    for (JsonNode entry : entries) {
      ObjectNode result = put(entry);
      failed += result.has("ErrorCode") ? 1 : 0;
      results.add(result);
    }
    return answer.put("FailedEntryCount", failed);
  }

  private ObjectNode put(JsonNode entry) {
    for (String required : new String[] {"Source", "DetailType", "Detail"}) {
      if (entry.path(required).asString("").isEmpty()) {
        return failure(
            "InvalidArgument",
            "Parameter %1$s is not valid. Reason: %1$s is a required argument."
                .formatted(required));
      }
    }
    String source = entry.path("Source").asString("");
    if (source.startsWith("aws.")) {
      return failure("NotAuthorizedForSourceException", "Not authorized for the source.");
    }
    JsonNode detail = object(entry.path("Detail").asString(""));
    if (detail.isMissingNode()) {
      return failure("MalformedDetail", "Detail is malformed.");
    }
    JsonNode time = entry.path("Time");
    ObjectNode event =
        buses.envelope(
            source,
            entry.path("DetailType").asString(""),
            time.isNumber() ? Instant.ofEpochSecond(time.asLong(0)) : buses.now());
    ArrayNode resources = event.putArray("resources");
    entry.path("Resources").forEach(resources::add);
    event.set("detail", detail);
    buses.put(EventBuses.nameOf(entry), event);
    return JSON.createObjectNode().put("EventId", event.path("id").asString(""));
  }

  private static ObjectNode testPattern(JsonNode request) throws Refused {
    EventPattern pattern;
    try {
      pattern = EventPattern.parse(JSON.readTree(request.path("EventPattern").asString("")));
    } catch (IllegalArgumentException | JacksonException wrong) {
      throw new Refused("InvalidEventPatternException", String.valueOf(wrong.getMessage()));
    }
    JsonNode event = object(request.path("Event").asString(""));
    if (event.isMissingNode()) {
      throw new Refused("ValidationException", "Parameter Event is not valid.");
    }
    return JSON.createObjectNode().put("Result", pattern.matches(event));
  }

  /// A JSON object, or nothing if the text is none.
  private static JsonNode object(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return json.isObject() ? json : JSON.missingNode();
    } catch (JacksonException noJson) {
      return JSON.missingNode();
    }
  }

  /// As "Calculating PutEvents event entry size" has it.
  private static long bytes(JsonNode entry) {
    return (entry.has("Time") ? TIME_BYTES : 0)
        + length(entry.path("Source"))
        + length(entry.path("DetailType"))
        + length(entry.path("Detail"))
        + entry.path("Resources").valueStream().mapToLong(EventsApi::length).sum();
  }

  private static long length(JsonNode text) {
    return text.asString("").getBytes(StandardCharsets.UTF_8).length;
  }

  private static ObjectNode failure(String code, String message) {
    return JSON.createObjectNode().put("ErrorCode", code).put("ErrorMessage", message);
  }

  private static void error(HttpExchange exchange, String type, String message) throws IOException {
    exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
    send(exchange, 400, JSON.createObjectNode().put("__type", type).put("message", message));
  }

  private static void send(HttpExchange exchange, int status, ObjectNode json) throws IOException {
    byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
