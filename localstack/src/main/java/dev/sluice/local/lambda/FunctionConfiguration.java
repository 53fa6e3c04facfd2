package dev.sluice.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/// A function's configuration, as Lambda's CreateFunction takes it.
///
/// @param environment all of it, what Lambda itself sets included
/// @param handler `package.Class::method`, or `package.Class` for `handleRequest`
/// @param code the directory with classes, resources and `lib/*.jar`, or a jar or zip of that
public record FunctionConfiguration(
    String name,
    String arn,
    String handler,
    Path code,
    Map<String, String> environment,
    Duration timeout,
    int memoryMegabytes,
    OptionalInt reservedConcurrency,
    AsynchronousConfiguration asynchronous) {
  /// What its code finds in the system's environment, and no more of this process's than that.
  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("PATH", Objects.requireNonNullElse(System.getenv("PATH"), ""));
    variables.put("TZ", ":UTC");
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java" + Runtime.version().feature());
    variables.putAll(environment);
    variables.put("_HANDLER", handler);
    return variables;
  }

  /// With its code in another place.
  FunctionConfiguration at(Path folder) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("LAMBDA_TASK_ROOT", folder.toString());
    return new FunctionConfiguration(
        name,
        arn,
        handler,
        folder,
        Map.copyOf(variables),
        timeout,
        memoryMegabytes,
        reservedConcurrency,
        asynchronous);
  }
}
