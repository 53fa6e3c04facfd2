package dev.sluice.local.lambda;

import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a function threw, as Lambda tells its caller ("Understanding Java function errors", Lambda
/// developer guide).
final class HandlerError {
  private HandlerError() {}

  static Outcome.Threw of(Throwable thrown) {
    String type = thrown.getClass().getName();
    String message = String.valueOf(thrown.getMessage());
    ObjectNode payload = JsonMapper.shared().createObjectNode();
    payload.put("errorMessage", message);
    payload.put("errorType", type);
    var trace = payload.putArray("stackTrace");
    Arrays.stream(thrown.getStackTrace()).map(HandlerError::line).forEach(trace::add);
    return new Outcome.Threw(type, message, payload.toString(), thrown instanceof Exception);
  }

  /// Without the class loader's name, which Lambda's has not.
  private static String line(StackTraceElement element) {
    return element.toString().replaceFirst("^[^/(]*//", "");
  }
}
