package dev.sluice.local.template;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Refuses what an OpenAPI body says and the local gateway would not do. Everything else in OpenAPI
/// describes, and API Gateway itself passes it over unless a request validator is named.
final class OpenApiCheck {
  private static final Set<String> METHODS =
      Set.of(
          "get",
          "put",
          "post",
          "delete",
          "options",
          "head",
          "patch",
          "x-amazon-apigateway-any-method");
  private static final Set<String> EXTENSIONS =
      Set.of(
          "x-amazon-apigateway-gateway-responses",
          "x-amazon-apigateway-binary-media-types",
          "x-amazon-apigateway-any-method",
          "x-amazon-apigateway-integration");
  private static final Set<String> INTEGRATION =
      Set.of(
          "type",
          "httpMethod",
          "uri",
          // How errors of templates and bodies are mapped: a proxy has none.
          "passthroughBehavior",
          "responses",
          "contentHandling",
          "timeoutInMillis",
          // A mock's.
          "requestTemplates",
          // A role to call with: calls inside the process need none.
          "credentials");

  /// Milliseconds ("Quotas for configuring and running a REST API").
  private static final long SHORTEST_TIMEOUT = 50;

  private static final long LONGEST_TIMEOUT = 29_000;

  private final String where;
  private final Problems problems;

  private OpenApiCheck(String where, Problems problems) {
    this.where = where;
    this.problems = problems;
  }

  static void check(String logicalId, JsonNode body, Problems problems) {
    OpenApiCheck check = new OpenApiCheck(logicalId + " (AWS::ApiGateway::RestApi)", problems);
    check.extensions(body, "Body");
    if (body.has("security")) {
      problems.add(check.where, "Body.security is not understood by the local cloud");
    }
    for (Map.Entry<String, JsonNode> path : body.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          check.operation(
              operation.getValue(), "Body.paths." + path.getKey() + "." + operation.getKey());
        }
      }
    }
  }

  private void operation(JsonNode operation, String at) {
    if (operation.has("security")) {
      problems.add(where, at + ".security is not understood by the local cloud");
    }
    JsonNode integration = operation.path("x-amazon-apigateway-integration");
    String type = integration.path("type").asString("");
    if (type.equalsIgnoreCase("mock")) {
      try {
        Integration.of(integration);
      } catch (IllegalArgumentException wrong) {
        problems.add(where, at + ".x-amazon-apigateway-integration: " + wrong.getMessage());
      }
    } else if (!type.equalsIgnoreCase("aws_proxy")) {
      problems.add(
          where,
          at
              + " needs an x-amazon-apigateway-integration of type aws_proxy or mock, not \""
              + type
              + "\"");
    }
    JsonNode timeout = integration.path("timeoutInMillis");
    if (timeout.asLong(SHORTEST_TIMEOUT) < SHORTEST_TIMEOUT
        || timeout.asLong(SHORTEST_TIMEOUT) > LONGEST_TIMEOUT) {
      problems.add(
          where,
          "%s.x-amazon-apigateway-integration.timeoutInMillis has to be %d to %d, not %s"
              .formatted(at, SHORTEST_TIMEOUT, LONGEST_TIMEOUT, timeout));
    }
    for (String property : integration.propertyNames()) {
      if (!INTEGRATION.contains(property)) {
        problems.add(
            where,
            at
                + ".x-amazon-apigateway-integration."
                + property
                + " is not understood by the local cloud");
      }
    }
  }

  private void extensions(JsonNode node, String at) {
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (property.getKey().startsWith("x-amazon-") && !EXTENSIONS.contains(property.getKey())) {
        problems.add(where, at + "." + property.getKey() + " is not understood by the local cloud");
      }
      extensions(property.getValue(), at + "." + property.getKey());
    }
    if (node.isArray()) {
      node.forEach(element -> extensions(element, at));
    }
  }
}
