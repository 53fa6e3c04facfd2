package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.time.MovableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The services' clock over HTTP: GET tells the time, and POST moves it, by `{"advance": "PT1H"}`;
/// the answer comes when all that was due is done. It does not go backwards.
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
      clock.advance(
          Duration.parse(
              JsonMapper.shared()
                  .readTree(exchange.getRequestBody().readNBytes(MAX_BYTES))
                  .path("advance")
                  .asString("")));
    } catch (JacksonException | DateTimeParseException | IllegalArgumentException refused) {
      JsonAnswer.badRequest(exchange, String.valueOf(refused.getMessage()));
      return;
    }
    tell(exchange);
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
