package greenhouse;

import java.util.Map;

/// What both routes read from a request.
final class Requests {
  private Requests() {}

  static String plant(Map<String, Object> request) {
    return request.get("pathParameters") instanceof Map<?, ?> parameters
        ? String.valueOf(parameters.get("plant"))
        : "";
  }
}
