package example.notes;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/// Answers the API's requests.
public final class Reader implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final String greeting;

  public Reader() {
    this(System.getenv());
  }

  public Reader(Map<String, String> environment) {
    this.greeting = environment.getOrDefault("GREETING", "");
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return Map.of("statusCode", 200, "body", greeting + " " + event.get("pathParameters"));
  }
}
