package dev.sluice.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.http.JsonAnswer;
import dev.sluice.local.http.Operation;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Of Lambda's operations ("Actions", Lambda API reference) Invoke, for functions that call
/// functions and for `aws lambda invoke`, and those that tell what functions there are.
public final class LambdaApi implements HttpHandler {
  private static final Pattern PATH =
      Pattern.compile("/2015-03-31/functions(?:/([^/]*)(?:/(invocations|configuration))?)?");
  private static final String LATEST = "$LATEST";
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private final FunctionDirectory functions;
  private final String arnPrefix;
  private final Consumer<String> notices;

  /// A function as a request names it: by its name, its ARN or a part of that, with or without a
  /// version or an alias.
  private record Named(String name, Optional<String> qualifier) {
    static Named parse(String nameOrArn) {
      int function = nameOrArn.indexOf(":function:");
      String tail =
          function < 0 ? nameOrArn : nameOrArn.substring(function + ":function:".length());
      String[] parts = tail.split(":", 2);
      return new Named(parts[0], parts.length < 2 ? Optional.empty() : Optional.of(parts[1]));
    }
  }

  /// @param arnPrefix what functions' ARNs have before their names
  /// @param notices gets what helps whoever runs the cloud, and AWS's answers do not say
  public LambdaApi(FunctionDirectory functions, String arnPrefix, Consumer<String> notices) {
    this.functions = functions;
    this.arnPrefix = arnPrefix;
    this.notices = notices;
  }

  /// What a request asks for, to be recorded and to be made to fail.
  public static Operation operation(HttpExchange exchange) {
    String raw = exchange.getRequestURI().getRawPath();
    Matcher path = PATH.matcher(raw);
    String name = path.matches() ? name(exchange.getRequestMethod(), path) : Operation.UNKNOWN;
    return name.equals(Operation.UNKNOWN)
        ? new Operation(name, raw)
        : new Operation(name, Named.parse(segment(path)).name());
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Matcher path = PATH.matcher(exchange.getRequestURI().getRawPath());
    String operation = path.matches() ? name(exchange.getRequestMethod(), path) : Operation.UNKNOWN;
    switch (operation) {
      case "Invoke", "GetFunction", "GetFunctionConfiguration" ->
          serve(exchange, operation, Named.parse(segment(path)));
      case "ListFunctions" -> JsonAnswer.send(exchange, 200, listed());
      default ->
          refuse(
              exchange,
              404,
              "UnknownOperationException",
              "Only Invoke, ListFunctions, GetFunction and GetFunctionConfiguration are served"
                  + " here.");
    }
    exchange.close();
  }

  private static String name(String method, Matcher path) {
    if (segment(path).isEmpty()) {
      return method.equals("GET") ? "ListFunctions" : Operation.UNKNOWN;
    }
    String part = path.group(2) == null ? "" : path.group(2);
    return switch (method + " " + part) {
      case "POST invocations" -> "Invoke";
      case "GET configuration" -> "GetFunctionConfiguration";
      case "GET " -> "GetFunction";
      default -> Operation.UNKNOWN;
    };
  }

  private static String segment(Matcher path) {
    return path.group(1) == null ? "" : URLDecoder.decode(path.group(1), StandardCharsets.UTF_8);
  }

  private void serve(HttpExchange exchange, String operation, Named named) throws IOException {
    Optional<String> asked = queried(exchange);
    if (asked.isPresent() && named.qualifier().isPresent() && !asked.equals(named.qualifier())) {
      refuse(
          exchange,
          400,
          "InvalidParameterValueException",
          "The derived qualifier from the function name does not match the specified qualifier.");
      return;
    }
    Optional<String> qualifier = asked.or(named::qualifier);
    Optional<LambdaFunction> function = find(named.name(), qualifier);
    if (function.isEmpty()) {
      notFound(exchange, named.name(), qualifier);
      return;
    }
    FunctionConfiguration configuration = function.get().configuration();
    switch (operation) {
      case "GetFunction" -> {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        answer.set("Configuration", FunctionDescription.of(configuration));
        JsonAnswer.send(exchange, 200, answer);
      }
      case "GetFunctionConfiguration" ->
          JsonAnswer.send(exchange, 200, FunctionDescription.of(configuration));
      default -> invoke(exchange, function.get());
    }
  }

  private static Optional<String> queried(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    String name = "Qualifier=";
    return query == null
        ? Optional.empty()
        : Arrays.stream(query.split("&", -1))
            .filter(pair -> pair.startsWith(name))
            .map(pair -> URLDecoder.decode(pair.substring(name.length()), StandardCharsets.UTF_8))
            .findFirst();
  }

  private Optional<LambdaFunction> find(String name, Optional<String> qualifier) {
    return functions
        .find(name)
        .filter(
            function ->
                qualifier
                    .filter(asked -> !asked.equals(LATEST))
                    .map(asked -> functions.hasQualifier(function.configuration().name(), asked))
                    .orElse(true));
  }

  private void notFound(HttpExchange exchange, String name, Optional<String> qualifier)
      throws IOException {
    String message =
        "Function not found: " + arnPrefix + name + qualifier.map(asked -> ":" + asked).orElse("");
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
        exchange.getResponseHeaders().set("X-Amz-Executed-Version", LATEST);
        send(exchange, waited ? 200 : 202, waited ? payload : "");
      }
      case InvocationResult.Failed(_, _, String payload) -> {
        exchange.getResponseHeaders().set("X-Amz-Executed-Version", LATEST);
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
