package dev.sluice.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.http.Operation;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Lambda's one operation that a running application needs ("Invoke", Lambda API reference): for
/// functions that call functions, and for `aws lambda invoke`.
public final class InvokeApi implements HttpHandler {
  private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

  private final Function<String, Optional<LambdaFunction>> functions;

  /// @param functions a function by its name
  public InvokeApi(Function<String, Optional<LambdaFunction>> functions) {
    this.functions = functions;
  }

  /// What a request asks for, to be recorded and to be made to fail.
  public static Operation operation(HttpExchange exchange) {
    String raw = exchange.getRequestURI().getRawPath();
    Matcher path = PATH.matcher(raw);
    return path.matches()
        ? new Operation("Invoke", name(URLDecoder.decode(path.group(1), StandardCharsets.UTF_8)))
        : new Operation(Operation.UNKNOWN, raw);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Matcher path = PATH.matcher(exchange.getRequestURI().getRawPath());
    if (!path.matches() || !exchange.getRequestMethod().equals("POST")) {
      refuse(exchange, 404, "UnknownOperationException", "Only Invoke is served here.");
      return;
    }
    String name = name(URLDecoder.decode(path.group(1), StandardCharsets.UTF_8));
    byte[] event = exchange.getRequestBody().readNBytes(LambdaLimits.PAYLOAD_BYTES + 1);
    Optional<LambdaFunction> function = functions.apply(name);
    if (function.isEmpty()) {
      refuse(exchange, 404, "ResourceNotFoundException", "Function not found: " + name);
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

  /// From a name, an ARN or a part of one, with or without a version or an alias.
  private static String name(String nameOrArn) {
    int function = nameOrArn.indexOf(":function:");
    String tail = function < 0 ? nameOrArn : nameOrArn.substring(function + ":function:".length());
    return tail.split(":", 2)[0];
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
    send(exchange, status, error.toString());
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
