package dev.sluice.local.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads an API's methods from its OpenAPI body, and refuses what that says and the local gateway
/// would not do. Everything else in OpenAPI describes, and API Gateway itself passes it over unless
/// a request validator is named.
final class OpenApiBody {
  private static final String TYPE = "AWS::ApiGateway::RestApi";
  private static final String ANY = "x-amazon-apigateway-any-method";
  private static final String INTEGRATION = "x-amazon-apigateway-integration";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", ANY);
  private static final Set<String> EXTENSIONS =
      Set.of(
          "x-amazon-apigateway-gateway-responses",
          "x-amazon-apigateway-binary-media-types",
          ANY,
          INTEGRATION);

  private final String logicalId;
  private final Problems problems;
  private final List<Stack.Method> methods = new ArrayList<>();

  private OpenApiBody(String logicalId, Problems problems) {
    this.logicalId = logicalId;
    this.problems = problems;
  }

  static List<Stack.Method> methods(String logicalId, JsonNode body, Problems problems) {
    OpenApiBody reader = new OpenApiBody(logicalId, problems);
    reader.extensions(body, "Body");
    if (body.has("security")) {
      reader.refuse("Body.security is not understood by the local cloud");
    }
    for (Map.Entry<String, JsonNode> path : body.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          reader.operation(path.getKey(), operation.getKey(), operation.getValue());
        }
      }
    }
    return reader.methods;
  }

  private void operation(String path, String method, JsonNode operation) {
    String at = "Body.paths." + path + "." + method;
    if (operation.has("security")) {
      refuse(at + ".security is not understood by the local cloud");
    }
    PropertyReader integration =
        PropertyReader.at(
            at + "." + INTEGRATION + ".", operation.path(INTEGRATION), TYPE, logicalId, problems);
    if (!integration.isPresent()) {
      refuse(at + "." + INTEGRATION + " is missing");
      return;
    }
    IntegrationReader.ofOpenApi(integration, headers(operation))
        .ifPresent(
            asked ->
                methods.add(
                    new Stack.Method(
                        path,
                        method.equals(ANY) ? Stack.Method.ANY : method.toUpperCase(Locale.ROOT),
                        asked,
                        List.of())));
    integration.finish();
  }

  /// The headers of an operation's responses.
  private static Map<String, Set<String>> headers(JsonNode operation) {
    Map<String, Set<String>> headers = new HashMap<>();
    for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
      headers.put(
          response.getKey(), Set.copyOf(response.getValue().path("headers").propertyNames()));
    }
    return headers;
  }

  private void extensions(JsonNode node, String at) {
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (property.getKey().startsWith("x-amazon-") && !EXTENSIONS.contains(property.getKey())) {
        refuse(at + "." + property.getKey() + " is not understood by the local cloud");
      }
      extensions(property.getValue(), at + "." + property.getKey());
    }
    if (node.isArray()) {
      node.forEach(element -> extensions(element, at));
    }
  }

  private void refuse(String what) {
    problems.add(logicalId + " (" + TYPE + ")", what);
  }
}
