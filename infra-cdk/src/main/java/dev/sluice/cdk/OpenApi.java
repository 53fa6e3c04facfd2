package dev.sluice.cdk;

import dev.sluice.api.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The REST API's definition: every path of [Route], each with one integration for all methods.
///
/// The function answers a wrong method (405 with `Allow`) and a browser's preflight itself, so that
/// both are the same wherever it runs.
final class OpenApi {

  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([a-zA-Z]+)}");

  private OpenApi() {}

  /// @param invocationUri where API Gateway sends requests to
  static Map<String, Object> document(String title, String invocationUri) {
    var paths = new LinkedHashMap<String, Object>();
    Arrays.stream(Route.values())
        .map(Route::path)
        .distinct()
        .sorted()
        .forEach(path -> paths.put(path, anyMethod(path, invocationUri)));
    var document = new LinkedHashMap<String, Object>();
    document.put("openapi", "3.0.1");
    document.put("info", sorted(Map.of("title", title, "version", "1")));
    document.put("paths", paths);
    document.put("x-amazon-apigateway-gateway-responses", GatewayProblem.all());
    return document;
  }

  private static Map<String, Object> anyMethod(String path, String invocationUri) {
    var operation = new LinkedHashMap<String, Object>();
    List<Object> parameters = parameters(path);
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    operation.put("responses", Map.of("default", Map.of("description", "See docs/api.md")));
    operation.put(
        "x-amazon-apigateway-integration",
        // API Gateway calls a function with POST whatever the client's method is.
        sorted(Map.of("type", "aws_proxy", "httpMethod", "POST", "uri", invocationUri)));
    return Map.of("x-amazon-apigateway-any-method", operation);
  }

  private static List<Object> parameters(String path) {
    var parameters = new ArrayList<Object>();
    var matcher = PATH_PARAMETER.matcher(path);
    while (matcher.find()) {
      parameters.add(
          sorted(
              Map.of(
                  "name",
                  matcher.group(1),
                  "in",
                  "path",
                  "required",
                  true,
                  "schema",
                  Map.of("type", "string"))));
    }
    return parameters;
  }

  /// The logical id of the deployment is made from this document's text, and the order of `Map.of`
  /// changes from one JVM to the next.
  static <T> Map<String, T> sorted(Map<String, T> map) {
    return new TreeMap<>(map);
  }
}
