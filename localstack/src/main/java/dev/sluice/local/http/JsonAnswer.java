package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers of the door's own pages.
public final class JsonAnswer {
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
}
