package dev.sluice.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.http.JsonAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Of Lambda's operations ("Actions", Lambda API reference) Invoke, for functions that call
/// functions and for `aws lambda invoke`, and those that tell what functions there are.
public final class LambdaApi implements HttpHandler {
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private final FunctionDirectory functions;
  private final String arnPrefix;
  private final Consumer<String> notices;

  /// @param arnPrefix what functions' ARNs have before their names
  /// @param notices gets what helps whoever runs the cloud, and AWS's answers do not say
  public LambdaApi(FunctionDirectory functions, String arnPrefix, Consumer<String> notices) {
    this.functions = functions;
    this.arnPrefix = arnPrefix;
    this.notices = notices;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<LambdaRequest> request =
        LambdaRequest.parse(exchange.getRequestMethod(), exchange.getRequestURI());
    if (request.isEmpty()) {
      refuse(
          exchange,
          404,
          "UnknownOperationException",
          "Only Invoke, ListFunctions, GetFunction and GetFunctionConfiguration are served here.");
    } else {
      serve(exchange, request.get());
    }
    exchange.close();
  }

  private void serve(HttpExchange exchange, LambdaRequest request) throws IOException {
    if (request.operation() == LambdaRequest.Operation.LIST_FUNCTIONS) {
      JsonAnswer.send(exchange, 200, listed());
      return;
    }
    Optional<FunctionName> named = request.named();
    if (named.isEmpty()) {
      refuse(exchange, 400, "ValidationException", FunctionName.refusal(request.function()));
      return;
    }
    if (request.contradicts()) {
      refuse(
          exchange,
          400,
          "InvalidParameterValueException",
          "The derived qualifier from the function name does not match the specified qualifier.");
      return;
    }
    if (!named.get().mayBe(arnPrefix)) {
      refuse(
          exchange,
          404,
          "ResourceNotFoundException",
          "Function not found: " + request.function() + "; there is one region and account here.");
      return;
    }
    Optional<LambdaFunction> function = find(named.get());
    if (function.isEmpty()) {
      notFound(exchange, named.get());
      return;
    }
    FunctionConfiguration configuration = function.get().configuration();
    switch (request.operation()) {
      case GET_FUNCTION -> {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        answer.set("Configuration", FunctionDescription.of(configuration));
        JsonAnswer.send(exchange, 200, answer);
      }
      case GET_FUNCTION_CONFIGURATION ->
          JsonAnswer.send(exchange, 200, FunctionDescription.of(configuration));
      case INVOKE -> invoke(exchange, function.get());
      case LIST_FUNCTIONS -> throw new IllegalStateException("answered above");
    }
  }

  private Optional<LambdaFunction> find(FunctionName named) {
    return functions
        .find(named.name())
        .filter(
            _ ->
                named
                    .qualifier()
                    .filter(asked -> !asked.equals(FunctionName.LATEST))
                    .map(asked -> functions.hasQualifier(named.name(), asked))
                    .orElse(true));
  }

  private void notFound(HttpExchange exchange, FunctionName named) throws IOException {
    String message = "Function not found: " + arnPrefix + named.name() + named.suffix();
    notices.accept(
        message
            + "; there are "
            + functions.all().stream()
                .map(function -> function.configuration().name())
                .sorted()
                .collect(Collectors.joining(", ")));
    refuse(exchange, 404, "ResourceNotFoundException", message);
  }

  private ObjectNode listed() {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ArrayNode list = answer.putArray("Functions");
    functions.all().stream()
        .map(LambdaFunction::configuration)
        .sorted(Comparator.comparing(FunctionConfiguration::name))
        .forEach(function -> list.add(FunctionDescription.of(function)));
    return answer;
  }

  private static void invoke(HttpExchange exchange, LambdaFunction function) throws IOException {
    if (exchange.getRequestHeaders().containsKey("X-Amz-Client-Context")) {
      refuse(
          exchange,
          400,
          "InvalidRequestContentException",
          "A client context does not reach functions here.");
      return;
    }
    byte[] event = exchange.getRequestBody().readNBytes(LambdaLimits.PAYLOAD_BYTES + 1);
    if (event.length == 0) {
      event = NOTHING;
    }
    if (event.length <= LambdaLimits.PAYLOAD_BYTES && !isJson(event)) {
      refuse(
          exchange,
          400,
          "InvalidRequestContentException",
          "Could not parse request body into json.");
      return;
    }
    String type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
    switch (type == null ? "RequestResponse" : type) {
      case "RequestResponse" -> answer(exchange, invoked(exchange, function, event), true);
      case "Event" -> answer(exchange, function.invokeLater(event), false);
      case "DryRun" -> exchange.sendResponseHeaders(204, -1);
      default ->
          refuse(
              exchange, 400, "InvalidParameterValueException", "Unknown invocation type " + type);
    }
  }

  private static InvocationResult invoked(
      HttpExchange exchange, LambdaFunction function, byte[] event) {
    if (!"Tail".equals(exchange.getRequestHeaders().getFirst("X-Amz-Log-Type"))) {
      return function.invoke(event);
    }
    LogTail tail = new LogTail();
    InvocationResult result = function.invoke(event, tail);
    exchange.getResponseHeaders().set("X-Amz-Log-Result", tail.base64());
    return result;
  }

  private static void answer(HttpExchange exchange, InvocationResult result, boolean waited)
      throws IOException {
    switch (result) {
      case InvocationResult.Succeeded(String payload) -> {
        exchange.getResponseHeaders().set("X-Amz-Executed-Version", FunctionName.LATEST);
        send(exchange, waited ? 200 : 202, waited ? payload : "");
      }
      case InvocationResult.Failed(_, _, String payload) -> {
        exchange.getResponseHeaders().set("X-Amz-Executed-Version", FunctionName.LATEST);
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
      return !JsonMapper.shared().readTree(event).isMissingNode();
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
