package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the door's own pages are asked in JSON, and what they answer.
public final class JsonAnswer {
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonAnswer() {}

  public static void send(HttpExchange exchange, int status, JsonNode json) throws IOException {
    byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    boolean bodiless = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
  }

  /// Whether a request says that it brings JSON; it is answered, if not. Pages of other origins can
  /// send anything else without asking first.
  static boolean isJson(HttpExchange exchange) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null && type.startsWith("application/json")) {
      return true;
    }
    send(
        exchange,
        415,
        JsonMapper.shared()
            .createObjectNode()
            .put("message", "The request has to have the Content-Type application/json."));
    return false;
  }

  static void wrongMethod(HttpExchange exchange, String allowed) throws IOException {
    exchange.getResponseHeaders().set("Allow", allowed);
    exchange.sendResponseHeaders(405, -1);
  }

  public static void badRequest(HttpExchange exchange, String message) throws IOException {
    send(exchange, 400, JsonMapper.shared().createObjectNode().put("message", message));
  }

  /// @throws IllegalArgumentException if `json` is no object, or has a field that is not in `names`
  static void requireOnly(JsonNode json, Collection<String> names) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("The body is a JSON object of " + listed(names));
    }
    for (String name : json.propertyNames()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "There is no field %s: there are %s".formatted(name, listed(names)));
      }
    }
  }

  /// What a request brings, which is no more than that.
  ///
  /// @throws IllegalArgumentException if it is not JSON
  static JsonNode body(HttpExchange exchange, int maximumBytes) throws IOException {
    try {
      return STRICT.readTree(exchange.getRequestBody().readNBytes(maximumBytes));
    } catch (JacksonException broken) {
      throw new IllegalArgumentException("The body is not JSON: " + broken.getOriginalMessage());
    }
  }

  /// @throws IllegalArgumentException if the field is there and no text
  static String text(JsonNode json, String name, String byDefault) {
    JsonNode value = json.path(name);
    if (!value.isMissingNode() && !value.isString()) {
      throw new IllegalArgumentException("%s is a text, not %s".formatted(name, value));
    }
    return value.asString(byDefault);
  }

  /// @throws IllegalArgumentException if the field is there and no whole number of 32 bits
  static int integer(JsonNode json, String name, int byDefault) {
    JsonNode value = json.path(name);
    if (!value.isMissingNode() && !(value.isIntegralNumber() && value.canConvertToInt())) {
      throw new IllegalArgumentException(
          "%s is a whole number up to %d, not %s".formatted(name, Integer.MAX_VALUE, value));
    }
    return value.asInt(byDefault);
  }

  /// @throws IllegalArgumentException if the field is none, with how one is written
  static Duration duration(JsonNode json, String name) {
    String text = json.path(name).asString("");
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException _) {
      throw new IllegalArgumentException(
          "%s is a duration as ISO 8601 writes it, such as PT2S, PT1H30M or P3D, not \"%s\""
              .formatted(name, text));
    }
  }

  private static String listed(Collection<String> names) {
    return String.join(", ", names);
  }
}
