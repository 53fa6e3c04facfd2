package dev.sluice.local.lambda;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request to Lambda asks for. Permissions, records and the operations themselves go by this
/// one reading.
///
/// @param function as it is given, empty for all
/// @param qualifier the query's
record LambdaRequest(Operation operation, String function, Optional<String> qualifier) {
  private static final Pattern PATH =
      Pattern.compile("/2015-03-31/functions(?:/([^/]*)(?:/(invocations|configuration))?)?");
  private static final String QUALIFIER = "Qualifier=";

  /// "Actions", Lambda API reference.
  enum Operation {
    INVOKE("Invoke", "InvokeFunction"),
    LIST_FUNCTIONS("ListFunctions", "ListFunctions"),
    GET_FUNCTION("GetFunction", "GetFunction"),
    GET_FUNCTION_CONFIGURATION("GetFunctionConfiguration", "GetFunctionConfiguration");

    private final String text;
    private final String action;

    Operation(String text, String action) {
      this.text = text;
      this.action = action;
    }

    String text() {
      return text;
    }

    /// The permission that it needs ("Actions, resources, and condition keys for AWS Lambda",
    /// Service Authorization Reference).
    String action() {
      return "lambda:" + action;
    }
  }

  /// Nothing if it is another operation.
  static Optional<LambdaRequest> parse(String method, URI uri) {
    Matcher path = PATH.matcher(uri.getRawPath());
    if (!path.matches()) {
      return Optional.empty();
    }
    String function =
        path.group(1) == null ? "" : URLDecoder.decode(path.group(1), StandardCharsets.UTF_8);
    return operation(method, function, Optional.ofNullable(path.group(2)).orElse(""))
        .map(operation -> new LambdaRequest(operation, function, qualifier(uri)));
  }

  private static Optional<Operation> operation(String method, String function, String part) {
    if (function.isEmpty()) {
      return method.equals("GET") ? Optional.of(Operation.LIST_FUNCTIONS) : Optional.empty();
    }
    return switch (method + " " + part) {
      case "POST invocations" -> Optional.of(Operation.INVOKE);
      case "GET configuration" -> Optional.of(Operation.GET_FUNCTION_CONFIGURATION);
      case "GET " -> Optional.of(Operation.GET_FUNCTION);
      default -> Optional.empty();
    };
  }

  private static Optional<String> qualifier(URI uri) {
    String query = uri.getRawQuery();
    return query == null
        ? Optional.empty()
        : Arrays.stream(query.split("&", -1))
            .filter(pair -> pair.startsWith(QUALIFIER))
            .map(
                pair ->
                    URLDecoder.decode(pair.substring(QUALIFIER.length()), StandardCharsets.UTF_8))
            .findFirst();
  }

  /// The function that is meant, with the query's version or alias if its name has none; nothing if
  /// it is no name.
  Optional<FunctionName> named() {
    return FunctionName.parse(function)
        .map(named -> named.with(named.qualifier().or(this::qualifier)));
  }

  /// Whether the name says another version or alias than the query.
  boolean contradicts() {
    return qualifier.isPresent()
        && named()
            .map(FunctionName::qualifier)
            .filter(asked -> !asked.equals(qualifier))
            .isPresent();
  }
}
