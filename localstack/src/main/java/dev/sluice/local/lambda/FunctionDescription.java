package dev.sluice.local.lambda;

import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What `GetFunctionConfiguration` tells of a function, as far as it is the same here
/// ("FunctionConfiguration", Lambda API reference).
final class FunctionDescription {
  private FunctionDescription() {}

  static ObjectNode of(FunctionConfiguration function) {
    ObjectNode description = JsonMapper.shared().createObjectNode();
    description.put("FunctionName", function.name());
    description.put("FunctionArn", function.arn());
    description.put("Runtime", "java" + Runtime.version().feature());
    description.put("Handler", function.handler());
    description.put("Timeout", function.timeout().toSeconds());
    description.put("MemorySize", function.memoryMegabytes());
    description.put("Version", "$LATEST");
    description.put("PackageType", "Zip");
    description.put("State", "Active");
    description.put("LastUpdateStatus", "Successful");
    ObjectNode variables = description.putObject("Environment").putObject("Variables");
    new TreeMap<>(function.environment())
        .forEach(
            (name, value) -> {
              if (!isLambdas(name)) {
                variables.put(name, value);
              }
            });
    return description;
  }

  /// What the template did not set, the function's keys among it.
  private static boolean isLambdas(String variable) {
    return variable.startsWith("AWS_") || variable.startsWith("LAMBDA_");
  }
}
