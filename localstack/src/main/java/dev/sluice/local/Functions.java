package dev.sluice.local;

import dev.sluice.local.iam.Principal;
import dev.sluice.local.lambda.AsynchronousConfiguration;
import dev.sluice.local.lambda.FunctionConfiguration;
import dev.sluice.local.lambda.FunctionDirectory;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.logs.LogGroup;
import dev.sluice.local.logs.Metrics;
import dev.sluice.local.sign.SigningKey;
import dev.sluice.local.template.Stack;
import dev.sluice.local.template.StackContext;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// Makes a template's functions: their environment as Lambda's ("Defined runtime environment
/// variables", Lambda developer guide), credentials of their own, and their code.
final class Functions implements FunctionDirectory, AutoCloseable {
  private static final int TOKEN_BYTES = 512;

  private final Map<String, LambdaFunction> byName = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, LogGroup> logs = new LinkedHashMap<>();
  private final Map<String, Set<String>> qualifiers = new HashMap<>();
  private final Metrics metrics = new Metrics();

  /// Refuses to begin where code is missing, all at once.
  static void requireCode(Stack stack, Path codeBase) {
    List<String> missing =
        stack.functions().stream()
            .filter(function -> !Files.exists(codeBase.resolve(function.codePath())))
            .map(
                function ->
                    "  - "
                        + function.logicalId()
                        + ": there is no directory, jar or zip "
                        + codeBase.resolve(function.codePath()))
            .toList();
    if (!missing.isEmpty()) {
      throw new LocalCloudException(
          "The functions' code is missing, build it first:\n" + String.join("\n", missing));
    }
  }

  void create(
      Stack stack,
      LocalCloudBuilder settings,
      Credentials credentials,
      LambdaFunction.Surroundings around,
      Deliveries deliveries) {
    qualifiers.putAll(stack.qualifiers());
    for (Stack.Function function : stack.functions()) {
      Path code = settings.codeBase.resolve(function.codePath());
      Stack.Asynchronous asynchronous = function.asynchronous();
      FunctionConfiguration configuration =
          new FunctionConfiguration(
              function.name(),
              function.arn(),
              function.handler(),
              code,
              environment(
                  function, code, stack.context(), key(function, credentials, around.ids())),
              function.timeout(),
              function.memoryMegabytes(),
              function.reservedConcurrency(),
              new AsynchronousConfiguration(
                  asynchronous.retries(),
                  asynchronous.maximumAge(),
                  asynchronous.onSuccess(),
                  asynchronous.onFailure(),
                  asynchronous.deadLetters()));
      LogGroup log =
          LogGroup.open(
              logGroup(function),
              settings.data.map(data -> data.resolve("logs").resolve(function.name() + ".log")),
              settings.clock,
              metrics);
      logs.put(function.name(), log);
      ServiceCalls.Caller itself = Iam.lambda(function);
      try {
        byName.put(
            function.name(),
            new LambdaFunction(
                configuration,
                around,
                (arn, body, attributes) -> deliveries.send(itself, arn, body, attributes),
                log));
      } catch (UncheckedIOException broken) {
        throw new LocalCloudException(
            function.logicalId() + ": " + broken.getMessage() + " (" + broken.getCause() + ")",
            broken);
      }
      names.put(function.logicalId(), function.name());
    }
  }

  Map<String, LambdaFunction> byName() {
    return byName;
  }

  @Override
  public Collection<LambdaFunction> all() {
    return byName.values();
  }

  @Override
  public boolean hasQualifier(String name, String qualifier) {
    return qualifiers.getOrDefault(name, Set.of()).contains(qualifier);
  }

  @Override
  public Optional<LambdaFunction> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<LambdaFunction> findByEither(String nameOrLogicalId) {
    return find(names.getOrDefault(nameOrLogicalId, nameOrLogicalId));
  }

  /// By the function's name.
  Map<String, LogGroup> logs() {
    return logs;
  }

  /// By logical id.
  Map<String, String> names() {
    return names;
  }

  /// A line for each function whose handler is not in its code. A build may still bring it.
  List<String> withoutHandler() {
    List<String> lines = new ArrayList<>();
    names.forEach(
        (logicalId, name) ->
            Objects.requireNonNull(byName.get(name))
                .withoutHandler()
                .ifPresent(problem -> lines.add(logicalId + ": " + problem)));
    return lines;
  }

  Metrics metrics() {
    return metrics;
  }

  @Override
  public void close() {
    byName.values().forEach(LambdaFunction::close);
    logs.values().forEach(LogGroup::close);
  }

  private static String logGroup(Stack.Function function) {
    return function.logGroup().orElse("/aws/lambda/" + function.name());
  }

  private static Credentials.Key key(
      Stack.Function function, Credentials credentials, Supplier<UUID> ids) {
    String random = ids.get().toString().replace("-", "");
    Credentials.Key key =
        new Credentials.Key(
            "ASIA" + random.substring(0, 16).toUpperCase(Locale.ROOT),
            new SigningKey(
                random + ids.get().toString().substring(0, 8), Optional.of(sessionToken(ids))),
            new Principal.Role(function.roleArn(), function.name()));
    credentials.add(key);
    return key;
  }

  /// As long as AWS's, and of the same characters, so that whoever forgets to encode it notices.
  private static String sessionToken(Supplier<UUID> ids) {
    ByteBuffer bytes = ByteBuffer.allocate(TOKEN_BYTES);
    while (bytes.hasRemaining()) {
      UUID id = ids.get();
      bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static Map<String, String> environment(
      Stack.Function function, Path code, StackContext context, Credentials.Key key) {
    Map<String, String> environment = new LinkedHashMap<>(function.environment());
    environment.put("AWS_REGION", context.region());
    environment.put("AWS_DEFAULT_REGION", context.region());
    environment.put("AWS_ACCESS_KEY_ID", key.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", key.signingKey().secretAccessKey());
    key.signingKey().sessionToken().ifPresent(token -> environment.put("AWS_SESSION_TOKEN", token));
    environment.put("AWS_ENDPOINT_URL", context.endpoint().toString());
    environment.put("LAMBDA_TASK_ROOT", code.toAbsolutePath().toString());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", logGroup(function));
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local/[$LATEST]" + key.accessKeyId());
    environment.put(
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    return Map.copyOf(environment);
  }
}
