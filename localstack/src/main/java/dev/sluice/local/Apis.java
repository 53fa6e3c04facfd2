package dev.sluice.local;

import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.apigateway.RestApiStage;
import dev.sluice.local.lambda.FunctionConfiguration;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.template.Stack;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Serves a template's APIs below paths of this process, and translates AWS's addresses of them.
final class Apis {
  private static final byte[] STOPPING =
      "{\"message\":\"Service Unavailable\"}".getBytes(StandardCharsets.UTF_8);

  /// The path prefix of each stage, by its address on AWS.
  private final Map<String, String> addresses = new LinkedHashMap<>();

  private volatile boolean stopping;

  /// Mounts every stage at the path that LocalStack has too, and the first one at the alias.
  void mount(
      Stack stack,
      Map<String, LambdaFunction> functions,
      BiPredicate<FunctionConfiguration, String> permissions,
      Optional<String> alias,
      InstantSource clock,
      Supplier<UUID> ids,
      Consumer<String> accessLog,
      BiConsumer<String, HttpHandler> door) {
    RestApiStage.Surroundings surroundings =
        new RestApiStage.Surroundings(
            functions,
            permissions,
            stack.context().region(),
            stack.context().account(),
            clock,
            ids,
            accessLog);
    List<String> problems = new ArrayList<>();
    for (Stack.RestApi api : stack.apis()) {
      for (Stack.Stage stage : api.stages()) {
        RestApiStage served = new RestApiStage(api, stage, surroundings);
        served.functionNames().stream()
            .filter(name -> !functions.containsKey(name))
            .forEach(
                name ->
                    problems.add(
                        "  - " + api.logicalId() + ": calls " + name + ", no such function"));
        String prefix = "/_aws/execute-api/" + api.id() + "/" + stage.name();
        door.accept(prefix, unlessStopping(served.below(prefix)));
        boolean first = addresses.isEmpty();
        if (first && alias.isPresent()) {
          door.accept(alias.get(), unlessStopping(served.below(alias.get())));
        }
        addresses.put(
            "https://%s.execute-api.%s.amazonaws.com/%s"
                .formatted(api.id(), stack.context().region(), stage.name()),
            first ? alias.orElse(prefix) : prefix);
      }
    }
    if (!problems.isEmpty()) {
      throw new LocalCloudException(
          "The template can't be run here:\n" + String.join("\n", problems));
    }
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

  /// From here on every call is answered with 503.
  void stop() {
    stopping = true;
  }

  private HttpHandler unlessStopping(HttpHandler handler) {
    return exchange -> {
      if (stopping) {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(503, STOPPING.length);
        exchange.getResponseBody().write(STOPPING);
        exchange.close();
      } else {
        handler.handle(exchange);
      }
    };
  }
}
