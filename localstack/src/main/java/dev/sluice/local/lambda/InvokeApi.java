package dev.sluice.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.http.JsonAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Lambda's one operation that a running application needs ("Invoke", Lambda API reference): for
/// functions that call functions, and for `aws lambda invoke`.
public final class InvokeApi implements HttpHandler {
  private final Function<String, Optional<LambdaFunction>> functions;

  /// @param functions a function by its name
  public InvokeApi(Function<String, Optional<LambdaFunction>> functions) {
    this.functions = functions;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<String> given = FunctionName.given(exchange.getRequestURI());
    if (given.isEmpty() || !exchange.getRequestMethod().equals("POST")) {
      refuse(exchange, 404, "UnknownOperationException", "Only Invoke is served here.");
      return;
    }
    Optional<String> name = FunctionName.of(given.get());
    byte[] event = exchange.getRequestBody().readNBytes(LambdaLimits.PAYLOAD_BYTES + 1);
    Optional<LambdaFunction> function = name.flatMap(functions);
    if (name.isEmpty()) {
      refuse(exchange, 400, "ValidationException", FunctionName.refusal(given.get()));
    } else if (function.isEmpty()) {
      refuse(exchange, 404, "ResourceNotFoundException", "Function not found: " + name.get());
    } else if (event.length <= LambdaLimits.PAYLOAD_BYTES && !isJson(event)) {
      refuse(
          exchange,
          400,
          "InvalidRequestContentException",
          "Could not parse request body into json.");
    } else {
      invoke(exchange, function.get(), event);
    }
  }

  private static void invoke(HttpExchange exchange, LambdaFunction function, byte[] event)
      throws IOException {
    String type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
    switch (type == null ? "RequestResponse" : type) {
      case "RequestResponse" -> answer(exchange, function.invoke(event), true);
      case "Event" -> answer(exchange, function.invokeLater(event), false);
      case "DryRun" -> exchange.sendResponseHeaders(204, -1);
      default ->
          refuse(
              exchange, 400, "InvalidParameterValueException", "Unknown invocation type " + type);
    }
    exchange.close();
  }

  private static void answer(HttpExchange exchange, InvocationResult result, boolean waited)
      throws IOException {
    switch (result) {
      case InvocationResult.Succeeded(String payload) -> {
        exchange.getResponseHeaders().set("X-Amz-Executed-Version", "$LATEST");
        send(exchange, waited ? 200 : 202, waited ? payload : "");
      }
      case InvocationResult.Failed(_, _, String payload) -> {
        exchange.getResponseHeaders().set("X-Amz-Executed-Version", "$LATEST");
        exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
        send(exchange, 200, payload);
      }
      case InvocationResult.Throttled() ->
          refuse(exchange, 429, "TooManyRequestsException", "Rate Exceeded.");
      case InvocationResult.Refused(String reason) ->
          refuse(exchange, 413, "RequestTooLargeException", reason);
    }
  }

  private static boolean isJson(byte[] event) {
    try {
      return event.length == 0 || !JsonMapper.shared().readTree(event).isMissingNode();
    } catch (JacksonException noJson) {
      return false;
    }
  }

  private static void refuse(HttpExchange exchange, int status, String type, String message)
      throws IOException {
    exchange.getResponseHeaders().set("X-Amzn-ErrorType", type);
    ObjectNode error = JsonMapper.shared().createObjectNode();
    error.put("Type", status < 500 ? "User" : "Service");
    error.put("message", message);
    JsonAnswer.send(exchange, status, error);
    exchange.close();
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
