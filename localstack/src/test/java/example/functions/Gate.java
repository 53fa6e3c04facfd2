package example.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// An API's function that answers with the event it got, or badly if it is asked to.
public final class Gate implements RequestHandler<Map<String, Object>, Object> {
  @Override
  public Object handleRequest(Map<String, Object> event, Context context) {
    return switch (String.valueOf(event.get("resource"))) {
      case "/malformed" -> Map.of("status", 200);
      case "/fails" -> throw new IllegalStateException("no");
      case "/large" -> Map.of("statusCode", 200, "body", "x".repeat(6 * 1024 * 1024));
      case "/waits" -> forever();
      case "/unauthorized" ->
          Map.of(
              "statusCode",
              401,
              "headers",
              Map.of("WWW-Authenticate", "Basic", "Date", "yesterday"));
      case "/bytes" ->
          Map.of(
              "statusCode",
              200,
              "headers",
              Map.of("Content-Type", "application/octet-stream"),
              "isBase64Encoded",
              true,
              "body",
              Base64.getEncoder().encodeToString(new byte[] {0, -1, 7}));
      default ->
          Map.of(
              "statusCode", 201,
              "headers", Map.of("Content-Type", "text/plain"),
              "multiValueHeaders", Map.of("Set-Cookie", List.of("a=1", "b=2")),
              "body", event.toString());
    };
  }

  private static Object forever() {
    try {
      Thread.sleep(Duration.ofHours(1));
      return Map.of("statusCode", 200);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
