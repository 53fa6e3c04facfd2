package dev.sluice.local.apigateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.lambda.FunctionConfiguration;
import dev.sluice.local.lambda.InvocationResult;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.template.Integration;
import dev.sluice.local.template.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One stage of a REST API, served below a path of this process. Limits: "Quotas for configuring
/// and running a REST API", API Gateway developer guide.
public final class RestApiStage {
  private static final int PAYLOAD_BYTES = 10 * 1024 * 1024;
  // An account's default limits: they hold where a stage sets none.
  private static final double DEFAULT_RATE = 10_000;
  private static final int DEFAULT_BURST = 5_000;

  /// What a stage needs from its surroundings.
  ///
  /// @param refusals why a function may not be invoked for a method, given the method's ARN
  /// @param accessLog gets one line for each request, and one before it that has the reason of an
  ///   internal error
  /// @param notices gets those reasons, too
  public record Surroundings(
      Map<String, LambdaFunction> functions,
      BiFunction<FunctionConfiguration, String, Optional<String>> refusals,
      String region,
      String account,
      InstantSource clock,
      Supplier<UUID> ids,
      Consumer<String> accessLog,
      Consumer<String> notices) {}

  private final Stack.RestApi api;
  private final Stack.Stage stage;
  private final Surroundings surroundings;
  private final Routes routes;
  private final GatewayResponses responses;
  private final Set<String> binaryMediaTypes = new TreeSet<>();
  private final TokenBucket bucket;
  private final AccessLog accessLog;

  public RestApiStage(Stack.RestApi api, Stack.Stage stage, Surroundings surroundings) {
    this.api = api;
    this.stage = stage;
    this.surroundings = surroundings;
    this.routes = new Routes(api.methods());
    this.responses = new GatewayResponses(api.gatewayResponses());
    binaryMediaTypes.addAll(api.binaryMediaTypes());
    this.bucket =
        new TokenBucket(
            stage.rate().orElse(DEFAULT_RATE),
            stage.burst().orElse(DEFAULT_BURST),
            surroundings.clock());
    this.accessLog = new AccessLog(stage.accessLogFormat().orElse(AccessLog.DEFAULT));
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
    Outcome outcome = outcome(request);
    outcome
        .failure()
        .flatMap(Failure::reason)
        .ifPresent(
            reason -> {
              surroundings.accessLog().accept("(" + request.id() + ") " + reason);
              surroundings.notices().accept(api.logicalId() + ": " + reason);
            });
    // Before the answer: whoever has it may look for its line.
    surroundings
        .accessLog()
        .accept(
            accessLog.line(
                AccessVariables.of(
                    request,
                    outcome,
                    api,
                    surroundings.account(),
                    begin,
                    surroundings.clock().instant())));
    send(exchange, request, outcome);
  }

  private Outcome outcome(Request request) {
    Optional<Routes.Match> match = routes.find(request.method(), request.rawPath());
    if (match.isEmpty()) {
      return failed(GatewayError.MISSING_AUTHENTICATION_TOKEN, request, "", Optional.empty());
    }
    String resource = match.get().resource();
    if (!bucket.tryTake()) {
      return failed(GatewayError.THROTTLED, request, resource, Optional.empty());
    }
    if (request.body().length > PAYLOAD_BYTES) {
      return failed(GatewayError.REQUEST_TOO_LARGE, request, resource, Optional.empty());
    }
    Optional<Failure> missing = Failure.missing(request, match.get());
    if (missing.isPresent()) {
      return failed(missing.get(), request, resource, Optional.empty());
    }
    return switch (match.get().method().integration()) {
      case Integration.Function asked -> proxied(request, match.get(), asked);
      case Integration.Mock(int status, Map<String, List<String>> headers, String body) ->
          new Outcome(
              new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8)),
              resource,
              Optional.empty(),
              Optional.empty());
    };
  }

  private Outcome proxied(Request request, Routes.Match match, Integration.Function asked) {
    String resource = match.resource();
    LambdaFunction function = surroundings.functions().get(asked.name());
    if (function == null) {
      return failed(GatewayError.API_CONFIGURATION_ERROR, request, resource, Optional.empty());
    }
    String methodArn = methodArn(request, resource);
    Optional<String> refusal = surroundings.refusals().apply(function.configuration(), methodArn);
    if (refusal.isPresent()) {
      return failed(
          notPermitted(asked.name(), methodArn, refusal.get()),
          request,
          resource,
          Optional.empty());
    }
    return invoked(request, match, function, asked.timeout());
  }

  /// As API Gateway's own log of an execution has it, and what to do.
  private static Failure notPermitted(String function, String methodArn, String refusal) {
    return Failure.because(
        GatewayError.API_CONFIGURATION_ERROR,
        "Execution failed due to configuration error: Invalid permissions on Lambda function. "
            + refusal
            + ". Add an AWS::Lambda::Permission with FunctionName %s,".formatted(function)
            + " Action lambda:InvokeFunction, Principal apigateway.amazonaws.com, and no SourceArn"
            + " or one that fits "
            + methodArn);
  }

  private Outcome invoked(
      Request request, Routes.Match match, LambdaFunction function, Duration timeout) {
    Instant begin = surroundings.clock().instant();
    byte[] event =
        ProxyEvent.of(
            request,
            match,
            api,
            stage,
            surroundings.account(),
            isBinary(request.header("Content-Type")),
            begin);
    Optional<InvocationResult> result = invoke(function, event, timeout);
    Optional<ProxyAnswer> answer = result.flatMap(RestApiStage::returned);
    Optional<Outcome.Integration> integration =
        Optional.of(
            new Outcome.Integration(
                Duration.between(begin, surroundings.clock().instant()),
                answer.map(ProxyAnswer::status)));
    if (answer.isEmpty()) {
      return failed(failure(function, result), request, match.resource(), integration);
    }
    // "The first media type of the Accept header" decides ("Working with binary media types").
    String accepted = request.header("Accept").split(",", 2)[0];
    return answer
        .get()
        .decoded(isBinary(accepted))
        .map(decoded -> new Outcome(decoded, match.resource(), Optional.empty(), integration))
        .orElseGet(
            () ->
                failed(
                    GatewayError.API_CONFIGURATION_ERROR, request, match.resource(), integration));
  }

  private static Optional<ProxyAnswer> returned(InvocationResult result) {
    return switch (result) {
      case InvocationResult.Succeeded(String payload) -> ProxyAnswer.parse(payload);
      case InvocationResult.Failed _, InvocationResult.Throttled _, InvocationResult.Refused _ ->
          Optional.empty();
    };
  }

  /// What the gateway makes of a function that gave no answer for a client.
  private static Failure failure(LambdaFunction function, Optional<InvocationResult> result) {
    if (result.isEmpty()) {
      return Failure.of(GatewayError.INTEGRATION_TIMEOUT);
    }
    return switch (result.get()) {
      case InvocationResult.Succeeded _, InvocationResult.Failed _ ->
          Failure.of(GatewayError.INTEGRATION_FAILURE);
      case InvocationResult.Throttled _ ->
          Failure.because(
              GatewayError.API_CONFIGURATION_ERROR,
              "Lambda invocation failed with status: 429. "
                  + function.configuration().name()
                  + " has no instance for it: Rate Exceeded.");
      case InvocationResult.Refused _ -> Failure.of(GatewayError.REQUEST_TOO_LARGE);
    };
  }

  private Outcome failed(
      GatewayError error,
      Request request,
      String resource,
      Optional<Outcome.Integration> integration) {
    return failed(Failure.of(error), request, resource, integration);
  }

  private Outcome failed(
      Failure failure,
      Request request,
      String resource,
      Optional<Outcome.Integration> integration) {
    return new Outcome(
        responses.render(failure, request, resource), resource, Optional.of(failure), integration);
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
  private static Optional<InvocationResult> invoke(
      LambdaFunction function, byte[] event, Duration timeout) {
    FutureTask<InvocationResult> invocation = new FutureTask<>(() -> function.invoke(event));
    Thread.ofVirtual().name("api call of " + function.configuration().name()).start(invocation);
    try {
      return Optional.of(invocation.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
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
    String before = exchange.getRequestHeaders().getFirst("X-Forwarded-For");
    headers.put("X-Forwarded-For", List.of(before == null ? client : before + ", " + client));
    headers.put("X-Forwarded-Proto", List.of("http"));
    headers.put(
        "X-Forwarded-Port", List.of(Integer.toString(exchange.getLocalAddress().getPort())));
    return headers;
  }

  private static void send(HttpExchange exchange, Request request, Outcome outcome)
      throws IOException {
    Answer answer = outcome.answer();
    Headers headers = exchange.getResponseHeaders();
    ResponseHeaders.write(
        answer.headers(),
        outcome.failure().isEmpty() && outcome.integration().isPresent(),
        headers);
    headers.set("x-amzn-RequestId", request.id());
    headers.set("x-amz-apigw-id", request.id());
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
