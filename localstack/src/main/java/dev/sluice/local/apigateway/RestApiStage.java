package dev.sluice.local.apigateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.lambda.FunctionConfiguration;
import dev.sluice.local.lambda.InvocationResult;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.template.Stack;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One stage of a REST API, served below a path of this process. Limits: "Quotas for configuring
/// and running a REST API", API Gateway developer guide.
public final class RestApiStage {
  private static final int PAYLOAD_BYTES = 10 * 1024 * 1024;
  private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(29);
  // An account's default limits: they hold where a stage sets none.
  private static final double DEFAULT_RATE = 10_000;
  private static final int DEFAULT_BURST = 5_000;
  // The server writes these itself.
  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "content-length", "date", "transfer-encoding");

  /// What a stage needs from its surroundings.
  ///
  /// @param permissions whether a function may be invoked for a method, given the method's ARN
  /// @param accessLog gets one line for each request
  public record Surroundings(
      Map<String, LambdaFunction> functions,
      BiPredicate<FunctionConfiguration, String> permissions,
      String region,
      String account,
      InstantSource clock,
      Supplier<UUID> ids,
      Consumer<String> accessLog) {}

  private final Stack.RestApi api;
  private final Stack.Stage stage;
  private final Surroundings surroundings;
  private final Routes routes;
  private final GatewayResponses responses;
  private final Set<String> binaryMediaTypes = new TreeSet<>();
  private final TokenBucket bucket;

  public RestApiStage(Stack.RestApi api, Stack.Stage stage, Surroundings surroundings) {
    this.api = api;
    this.stage = stage;
    this.surroundings = surroundings;
    this.routes = new Routes(api.openApi());
    this.responses = new GatewayResponses(api.gatewayResponses());
    binaryMediaTypes.addAll(api.binaryMediaTypes());
    api.openApi()
        .path("x-amazon-apigateway-binary-media-types")
        .forEach(type -> binaryMediaTypes.add(type.asString("")));
    this.bucket =
        new TokenBucket(
            stage.rate().orElse(DEFAULT_RATE),
            stage.burst().orElse(DEFAULT_BURST),
            surroundings.clock());
  }

  /// The names of functions that the API calls.
  public List<String> functionNames() {
    return routes.functionNames();
  }

  /// Serves the stage below a path prefix, which is not part of what functions see.
  public HttpHandler below(String prefix) {
    return exchange -> handle(exchange, prefix);
  }

  private void handle(HttpExchange exchange, String prefix) throws IOException {
    Instant begin = surroundings.clock().instant();
    byte[] body = exchange.getRequestBody().readNBytes(PAYLOAD_BYTES + 1);
    String path = exchange.getRequestURI().getRawPath().substring(prefix.length());
    String query = exchange.getRequestURI().getRawQuery();
    Request request =
        new Request(
            surroundings.ids().get().toString(),
            exchange.getRequestMethod(),
            path.startsWith("/") ? path : "/" + path,
            query == null ? "" : query,
            headers(exchange),
            body,
            exchange.getRemoteAddress().getAddress().getHostAddress(),
            stage.name());
    Answer answer = answer(request);
    // Before the answer: whoever has it may look for its line.
    surroundings
        .accessLog()
        .accept(
            request.id()
                + " "
                + request.sourceIp()
                + " "
                + request.method()
                + " "
                + request.rawPath()
                + " "
                + answer.status()
                + " "
                + answer.body().length
                + " bytes "
                + Duration.between(begin, surroundings.clock().instant()).toMillis()
                + " ms");
    send(exchange, request, answer);
  }

  private Answer answer(Request request) {
    Optional<Routes.Match> match = routes.find(request.method(), request.rawPath());
    if (match.isEmpty()) {
      return responses.render(GatewayError.MISSING_AUTHENTICATION_TOKEN, request, "");
    }
    String resource = match.get().resource();
    if (!bucket.tryTake()) {
      return responses.render(GatewayError.THROTTLED, request, resource);
    }
    if (request.body().length > PAYLOAD_BYTES) {
      return responses.render(GatewayError.REQUEST_TOO_LARGE, request, resource);
    }
    LambdaFunction function = surroundings.functions().get(match.get().functionName());
    if (function == null
        || !surroundings
            .permissions()
            .test(function.configuration(), methodArn(request, resource))) {
      return responses.render(GatewayError.API_CONFIGURATION_ERROR, request, resource);
    }
    byte[] event =
        ProxyEvent.of(
            request,
            match.get(),
            api.id(),
            surroundings.account(),
            stage.variables(),
            isBinary(request.header("Content-Type")),
            surroundings.clock().instant());
    Optional<InvocationResult> result = invoke(function, event);
    if (result.isEmpty()) {
      return responses.render(GatewayError.INTEGRATION_TIMEOUT, request, resource);
    }
    return switch (result.get()) {
      case InvocationResult.Succeeded(String payload) ->
          ProxyAnswer.parse(payload)
              .orElseGet(
                  () -> responses.render(GatewayError.INTEGRATION_FAILURE, request, resource));
      case InvocationResult.Failed _ ->
          responses.render(GatewayError.INTEGRATION_FAILURE, request, resource);
      case InvocationResult.Throttled _ ->
          responses.render(GatewayError.API_CONFIGURATION_ERROR, request, resource);
      case InvocationResult.Refused _ ->
          responses.render(GatewayError.REQUEST_TOO_LARGE, request, resource);
    };
  }

  /// As a function's policy has it ("Controlling access to REST APIs": `execute-api` ARNs).
  private String methodArn(Request request, String resource) {
    return "arn:aws:execute-api:%s:%s:%s/%s/%s%s"
        .formatted(
            surroundings.region(),
            surroundings.account(),
            api.id(),
            stage.name(),
            request.method(),
            resource);
  }

  /// Empty if the function takes longer than the gateway waits; the function goes on.
  private static Optional<InvocationResult> invoke(LambdaFunction function, byte[] event) {
    FutureTask<InvocationResult> invocation = new FutureTask<>(() -> function.invoke(event));
    Thread.ofVirtual().name("api call of " + function.configuration().name()).start(invocation);
    try {
      return Optional.of(invocation.get(INTEGRATION_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      return Optional.empty();
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private boolean isBinary(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    String group = type.split("/", 2)[0] + "/*";
    return binaryMediaTypes.contains("*/*")
        || binaryMediaTypes.contains(type)
        || binaryMediaTypes.contains(group);
  }

  private static Map<String, List<String>> headers(HttpExchange exchange) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name, new ArrayList<>(values)));
    String client = exchange.getRemoteAddress().getAddress().getHostAddress();
    headers.put("X-Forwarded-For", List.of(client));
    headers.put("X-Forwarded-Proto", List.of("http"));
    headers.put(
        "X-Forwarded-Port", List.of(Integer.toString(exchange.getLocalAddress().getPort())));
    return headers;
  }

  private static void send(HttpExchange exchange, Request request, Answer answer)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    answer
        .headers()
        .forEach(
            (name, values) -> {
              if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, new ArrayList<>(values));
              }
            });
    headers.putIfAbsent("Content-Type", List.of("application/json"));
    headers.set("x-amzn-RequestId", request.id());
    boolean bodiless =
        request.method().equals("HEAD") || answer.status() == 204 || answer.status() == 304;
    exchange.sendResponseHeaders(
        answer.status(), bodiless || answer.body().length == 0 ? -1 : answer.body().length);
    if (!bodiless && answer.body().length > 0) {
      exchange.getResponseBody().write(answer.body());
    }
    exchange.close();
  }
}
