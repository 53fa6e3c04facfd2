package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.time.MovableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The services' clock over HTTP: GET tells the time, and POST moves it, by `{"advance": "PT1H"}`
/// or to `{"to": "2030-01-01T00:00:00Z"}`; the answer comes when all that was due is done. It does
/// not go backwards.
public final class ClockPage implements HttpHandler {
  private static final int MAX_BYTES = 4 * 1024;

  private final MovableClock clock;

  public ClockPage(MovableClock clock) {
    this.clock = clock;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> tell(exchange);
      case "POST" -> move(exchange);
      default -> JsonAnswer.wrongMethod(exchange, "GET, POST");
    }
  }

  private void move(HttpExchange exchange) throws IOException {
    if (!JsonAnswer.isJson(exchange)) {
      return;
    }
    try {
      clock.advance(way(JsonAnswer.body(exchange, MAX_BYTES)));
    } catch (IllegalArgumentException refused) {
      JsonAnswer.badRequest(exchange, String.valueOf(refused.getMessage()));
      return;
    }
    tell(exchange);
  }

  private Duration way(JsonNode json) {
    JsonAnswer.requireOnly(json, List.of("advance", "to"));
    if (!json.has("to")) {
      return JsonAnswer.duration(json, "advance");
    }
    if (json.has("advance")) {
      throw new IllegalArgumentException("There is either advance or to, not both");
    }
    String to = json.path("to").asString("");
    try {
      return Duration.between(clock.instant(), Instant.parse(to));
    } catch (DateTimeParseException _) {
      throw new IllegalArgumentException(
          "to is a time as ISO 8601 writes it, such as 2030-01-01T00:00:00Z, not \"%s\""
              .formatted(to));
    }
  }

  private void tell(HttpExchange exchange) throws IOException {
    JsonAnswer.send(
        exchange,
        200,
        JsonMapper.shared()
            .createObjectNode()
            .put("now", clock.instant().toString())
            .put("offset", clock.offset().toString()));
  }
}
