package dev.sluice.local.template;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// A function's variables, by Lambda's rules ("Use Lambda environment variables to configure values
/// in code", Lambda developer guide).
final class FunctionEnvironment {
  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");
  private static final int MAXIMUM_BYTES = 4_096;

  private FunctionEnvironment() {}

  /// @param environment the property `Environment`
  static Map<String, String> read(PropertyReader environment) {
    Map<String, String> variables = environment.map("Variables");
    for (String name : variables.keySet()) {
      if (RESERVED.contains(name)) {
        environment.refuse("Variables." + name, "is refused by Lambda: the name is reserved");
      } else if (!NAME.matcher(name).matches()) {
        environment.refuse(
            "Variables." + name,
            "is refused by Lambda: a name is a letter, and one or more letters, digits or _");
      }
    }
    // Lambda measures them as JSON, as its refusal tells.
    int bytes =
        JsonMapper.shared().writeValueAsString(variables).getBytes(StandardCharsets.UTF_8).length;
    if (!variables.isEmpty() && bytes > MAXIMUM_BYTES) {
      environment.refuse(
          "Variables",
          "are refused by Lambda: %d bytes of JSON, %d are allowed"
              .formatted(bytes, MAXIMUM_BYTES));
    }
    return variables;
  }
}
