package dev.sluice.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.apigateway.RestApiStage;
import dev.sluice.local.http.JsonAnswer;
import dev.sluice.local.lambda.FunctionConfiguration;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.template.Stack;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;

/// Serves a template's APIs below paths of this process, and translates AWS's addresses of them.
final class Apis {
  /// Where LocalStack has them, too.
  private static final String ROOT = "/_aws/execute-api";

  /// The path prefix of each stage, by its address on AWS.
  private final Map<String, String> addresses = new LinkedHashMap<>();

  private final Map<String, String> stages = new LinkedHashMap<>();

  private volatile boolean stopping;

  /// Mounts every stage at the path that LocalStack has too, and the first one at the alias.
  void mount(
      Stack stack,
      Map<String, LambdaFunction> functions,
      BiFunction<FunctionConfiguration, String, Optional<String>> refusals,
      Optional<String> alias,
      InstantSource clock,
      Supplier<UUID> ids,
      Consumer<String> accessLog,
      Consumer<String> notices,
      BiConsumer<String, HttpHandler> door) {
    RestApiStage.Surroundings surroundings =
        new RestApiStage.Surroundings(
            functions,
            refusals,
            stack.context().region(),
            stack.context().account(),
            clock,
            ids,
            accessLog,
            notices);
    List<String> problems = new ArrayList<>();
    door.accept(ROOT, exchange -> notDeployed(exchange, stack));
    for (Stack.RestApi api : stack.apis()) {
      for (Stack.Stage stage : api.stages()) {
        RestApiStage served = new RestApiStage(api, stage, surroundings);
        served.functionNames().stream()
            .filter(name -> !functions.containsKey(name))
            .forEach(
                name ->
                    problems.add(
                        "  - " + api.logicalId() + ": calls " + name + ", no such function"));
        String prefix = ROOT + "/" + api.id() + "/" + stage.name();
        door.accept(prefix, unlessStopping(served.below(prefix)));
        boolean first = addresses.isEmpty();
        if (first && alias.isPresent()) {
          door.accept(alias.get(), unlessStopping(served.below(alias.get())));
        }
        addresses.put(
            "https://%s.execute-api.%s.amazonaws.com/%s"
                .formatted(api.id(), stack.context().region(), stage.name()),
            first ? alias.orElse(prefix) : prefix);
        stages.put(api.logicalId() + "/" + stage.name(), first ? alias.orElse(prefix) : prefix);
      }
    }
    if (!problems.isEmpty()) {
      throw new LocalCloudException(
          "The template can't be run here:\n" + String.join("\n", problems));
    }
  }

  /// The path prefix of each stage, by the API's logical id, a slash and its name.
  Map<String, String> stages() {
    return stages;
  }

  /// The first stage's path prefix.
  Optional<String> prefix() {
    return addresses.values().stream().findFirst();
  }

  /// A text with the APIs' addresses on AWS replaced by those here.
  String localized(String text, String origin) {
    String localized = text;
    for (Map.Entry<String, String> address : addresses.entrySet()) {
      localized = localized.replace(address.getKey(), origin + address.getValue());
    }
    return localized;
  }

  /// A stage that an API lacks is as AWS has it; on AWS there is no host for an API that is not
  /// there, so that answer is LocalStack's in its status only.
  private static void notDeployed(HttpExchange exchange, Stack stack) throws IOException {
    String[] path = exchange.getRequestURI().getRawPath().substring(ROOT.length()).split("/", -1);
    String id = path.length > 1 ? path[1] : "";
    if (stack.apis().stream().anyMatch(api -> api.id().equals(id))) {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", "ForbiddenException");
      send(exchange, 403, "Forbidden");
    } else {
      send(exchange, 404, "There is no API " + id + " here");
    }
  }

  private static void send(HttpExchange exchange, int status, String message) throws IOException {
    JsonAnswer.send(
        exchange, status, JsonNodeFactory.instance.objectNode().put("message", message));
    exchange.close();
  }

  /// From here on every call is answered with 503.
  void stop() {
    stopping = true;
  }

  private HttpHandler unlessStopping(HttpHandler handler) {
    return exchange -> {
      if (stopping) {
        send(exchange, 503, "Service Unavailable");
      } else {
        handler.handle(exchange);
      }
    };
  }
}
