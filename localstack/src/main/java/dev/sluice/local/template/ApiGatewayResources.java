package dev.sluice.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// REST APIs (version 1) and their stages. Their methods are an OpenAPI body's, or are given one by
/// one ([ApiGatewayMethods]).
final class ApiGatewayResources {
  private static final String HEADER = "gatewayresponse.header.";

  private ApiGatewayResources() {}

  static void restApi(
      String logicalId,
      Identity identity,
      PropertyReader properties,
      StackParts parts,
      Problems problems) {
    Optional<String> name = properties.optionalText("Name");
    var _ = properties.optionalText("Mode");
    var _ = properties.flag("FailOnWarnings", false);
    endpoint(properties);
    List<String> binaryMediaTypes = new ArrayList<>(properties.texts("BinaryMediaTypes"));
    // The resources' paths by their ids; those of a body can't be named by their ids.
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put(identity.attributes().getOrDefault("RootResourceId", ""), "/");
    if (properties.has("Body")) {
      JsonNode body = properties.raw("Body");
      if (!body.path("paths").isObject()) {
        properties.refuse("Body", "has to be an OpenAPI document with paths");
      }
      body.path("x-amazon-apigateway-binary-media-types")
          .forEach(type -> binaryMediaTypes.add(type.asString("")));
      for (Stack.Method method : OpenApiBody.methods(logicalId, body, problems)) {
        StackParts.add(parts.methods, identity.ref(), method);
        for (int end = method.path().length();
            end > 0;
            end = method.path().lastIndexOf('/', end - 1)) {
          paths.put(method.path().substring(0, end), method.path().substring(0, end));
        }
      }
      gatewayResponses(logicalId, identity.ref(), body, parts, problems);
    } else if (name.isEmpty()) {
      properties.refuse("Name", "is missing, or a Body");
    }
    parts.paths.put(identity.ref(), paths);
    parts.apis.add(
        new Stack.RestApi(
            logicalId,
            identity.ref(),
            List.of(),
            Map.of(),
            binaryMediaTypes,
            List.of(),
            List.of()));
  }

  /// An API is at its usual address, to which everybody has access.
  private static void endpoint(PropertyReader properties) {
    PropertyReader configuration = properties.object("EndpointConfiguration");
    configuration.texts("Types").stream()
        .filter(type -> !type.equals("EDGE") && !type.equals("REGIONAL"))
        .forEach(type -> configuration.refuse("Types", "has to be EDGE or REGIONAL, not " + type));
    if (properties.flag("DisableExecuteApiEndpoint", false)) {
      properties.refuse(
          "DisableExecuteApiEndpoint", "can't be true: an API has no other address here");
    }
  }

  /// A deployment is a copy of the API at one time; here there is only the API as it stands.
  static void deployment(Identity identity, PropertyReader properties, StackParts parts) {
    String api = properties.text("RestApiId");
    parts.deployments.put(identity.ref(), api);
    properties
        .optionalText("StageName")
        .ifPresent(
            stage ->
                StackParts.add(
                    parts.stages,
                    api,
                    new Stack.Stage(
                        stage,
                        identity.ref(),
                        Map.of(),
                        OptionalDouble.empty(),
                        OptionalInt.empty(),
                        Optional.empty())));
  }

  static void stage(PropertyReader properties, StackParts parts) {
    OptionalDouble rate = OptionalDouble.empty();
    OptionalInt burst = OptionalInt.empty();
    for (PropertyReader setting : properties.objects("MethodSettings")) {
      String path = setting.optionalText("ResourcePath").orElse("/*");
      String method = setting.optionalText("HttpMethod").orElse("*");
      if (!path.equals("/*") || !method.equals("*")) {
        setting.refuse(
            "ResourcePath", "has to be /* with HttpMethod *, not " + method + " " + path);
      }
      if (setting.has("ThrottlingRateLimit")) {
        rate = number(setting, "ThrottlingRateLimit");
      }
      if (setting.has("ThrottlingBurstLimit")) {
        burst = setting.integer("ThrottlingBurstLimit");
      }
      if (setting.flag("CachingEnabled", false)) {
        setting.refuse("CachingEnabled", "is not understood by the local cloud");
      }
    }
    String api = properties.text("RestApiId");
    if (!api.equals(parts.deployments.get(properties.text("DeploymentId")))) {
      properties.refuse("DeploymentId", "names no deployment of the API that RestApiId names");
    }
    StackParts.add(
        parts.stages,
        api,
        new Stack.Stage(
            properties.text("StageName"),
            properties.text("DeploymentId"),
            properties.map("Variables"),
            rate,
            burst,
            accessLog(properties.object("AccessLogSetting"))));
  }

  /// Lines go to the cloud's own log, whatever group they are for ("The access log format must
  /// include at least $context.requestId or $context.extendedRequestId").
  private static Optional<String> accessLog(PropertyReader setting) {
    var _ = setting.optionalText("DestinationArn");
    Optional<String> format = setting.optionalText("Format");
    boolean identified =
        format
            .map(
                it ->
                    it.contains("$context.requestId") || it.contains("$context.extendedRequestId"))
            .orElse(true);
    if (!identified) {
      setting.refuse("Format", "has to hold $context.requestId or $context.extendedRequestId");
    }
    return format;
  }

  static void gatewayResponse(PropertyReader properties, StackParts parts) {
    StackParts.add(
        parts.gatewayResponses,
        properties.text("RestApiId"),
        new Stack.GatewayResponse(
            properties.text("ResponseType"),
            properties.integer("StatusCode"),
            headers(properties, "ResponseParameters"),
            properties.map("ResponseTemplates")));
  }

  /// Gateway responses in the OpenAPI body ("x-amazon-apigateway-gateway-responses Object").
  private static void gatewayResponses(
      String logicalId, String apiId, JsonNode body, StackParts parts, Problems problems) {
    JsonNode responses = body.path("x-amazon-apigateway-gateway-responses");
    for (Map.Entry<String, JsonNode> response : responses.properties()) {
      PropertyReader properties =
          PropertyReader.of(
              response.getValue(),
              "AWS::ApiGateway::RestApi",
              logicalId + ".Body.x-amazon-apigateway-gateway-responses." + response.getKey(),
              problems);
      StackParts.add(
          parts.gatewayResponses,
          apiId,
          new Stack.GatewayResponse(
              response.getKey(),
              properties.integer("statusCode"),
              headers(properties, "responseParameters"),
              properties.map("responseTemplates")));
      properties.finish();
    }
  }

  private static Map<String, String> headers(PropertyReader properties, String name) {
    Map<String, String> headers = new LinkedHashMap<>();
    properties
        .map(name)
        .forEach(
            (parameter, value) -> {
              if (!parameter.startsWith(HEADER)) {
                properties.refuse(name + "." + parameter, "has to begin with " + HEADER);
              } else if (value.startsWith("'")
                  || value.startsWith("method.request.header.")
                  || value.startsWith("context.")) {
                headers.put(parameter.substring(HEADER.length()), value);
              } else {
                properties.refuse(name + "." + parameter, "is not understood: " + value);
              }
            });
    return headers;
  }

  private static OptionalDouble number(PropertyReader setting, String name) {
    String value = setting.text(name);
    try {
      return OptionalDouble.of(Double.parseDouble(value));
    } catch (NumberFormatException notANumber) {
      setting.refuse(name, "has to be a number, not " + value);
      return OptionalDouble.empty();
    }
  }
}
