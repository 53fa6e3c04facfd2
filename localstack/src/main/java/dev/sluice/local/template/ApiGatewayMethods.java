package dev.sluice.local.template;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// REST APIs that are given resource by resource and method by method, as CDK's `RestApi` writes
/// them. Parents come before their children, since a template is read in the order of its
/// references.
final class ApiGatewayMethods {
  private static final Set<String> HTTP_METHODS =
      Set.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", Stack.Method.ANY);
  private static final Pattern REQUEST_PARAMETER =
      Pattern.compile("method\\.request\\.(path|querystring|header)\\.(.+)");
  private static final String RESPONSE_HEADER = "method.response.header.";

  /// What a method's requests are checked for.
  record Validator(String apiId, boolean parameters, boolean body) {}

  private ApiGatewayMethods() {}

  static void resource(Identity identity, PropertyReader properties, StackParts parts) {
    String part = properties.text("PathPart");
    Map<String, String> paths = paths(properties, parts);
    String parent = paths.get(properties.text("ParentId"));
    if (!part.matches("[a-zA-Z0-9:._$-]+|\\{[a-zA-Z0-9:._-]+\\+?}")) {
      properties.refuse("PathPart", "has to be a name, {name} or {name+}, not " + part);
    } else if (parent == null) {
      properties.refuse("ParentId", "names no resource of the API that RestApiId names");
    } else if (parent.endsWith("+}")) {
      properties.refuse("ParentId", "names a greedy resource, which has no children: " + parent);
    } else {
      String path = below(parent) + part;
      if (paths.containsValue(path)) {
        properties.refuse("PathPart", "is that of another resource: " + path);
      }
      if (part.startsWith("{")) {
        paths.values().stream()
            .filter(other -> !other.equals(path) && isVariable(other, below(parent)))
            .findFirst()
            .ifPresent(
                other ->
                    properties.refuse(
                        "PathPart", "is a second variable beside " + other + ": " + part));
      }
      paths.put(identity.ref(), path);
    }
  }

  private static String below(String parent) {
    return parent.equals("/") ? parent : parent + "/";
  }

  private static boolean isVariable(String path, String parent) {
    return path.startsWith(parent + "{") && path.indexOf('/', parent.length()) < 0;
  }

  static void method(PropertyReader properties, StackParts parts) {
    String path = paths(properties, parts).get(properties.text("ResourceId"));
    String httpMethod = properties.text("HttpMethod");
    if (!HTTP_METHODS.contains(httpMethod)) {
      properties.refuse("HttpMethod", "has to be one of HTTP's or ANY, not " + httpMethod);
    }
    String authorization = properties.optionalText("AuthorizationType").orElse("NONE");
    if (!authorization.equals("NONE")) {
      properties.refuse("AuthorizationType", "has to be NONE here, not " + authorization);
    }
    if (properties.flag("ApiKeyRequired", false)) {
      properties.refuse("ApiKeyRequired", "has to be false: there are no API keys here");
    }
    List<Stack.RequestParameter> required = required(properties, parts);
    Map<String, Set<String>> declared = headers(properties);
    if (!properties.has("Integration")) {
      properties.refuse("Integration", "is missing");
    }
    Optional<Integration> integration =
        properties.has("Integration")
            ? IntegrationReader.ofMethod(properties.object("Integration"), declared)
            : Optional.empty();
    if (path == null) {
      properties.refuse("ResourceId", "names no resource of the API that RestApiId names");
      return;
    }
    List<Stack.Method> methods =
        parts.methods.getOrDefault(properties.text("RestApiId"), List.of());
    if (methods.stream()
        .anyMatch(other -> other.path().equals(path) && other.httpMethod().equals(httpMethod))) {
      properties.refuse("HttpMethod", "is there twice: " + httpMethod + " " + path);
    }
    integration.ifPresent(
        asked ->
            StackParts.add(
                parts.methods,
                properties.text("RestApiId"),
                new Stack.Method(path, httpMethod, asked, required)));
  }

  /// The parameters that a request has to have, if a validator is to look.
  private static List<Stack.RequestParameter> required(
      PropertyReader properties, StackParts parts) {
    Map<String, String> parameters = new TreeMap<>(properties.map("RequestParameters"));
    boolean models = !properties.map("RequestModels").isEmpty();
    Optional<String> id = properties.optionalText("RequestValidatorId");
    if (id.isEmpty()) {
      return List.of();
    }
    Validator validator = parts.validators.get(id.get());
    if (validator == null || !validator.apiId().equals(properties.text("RestApiId"))) {
      properties.refuse("RequestValidatorId", "names no validator of the API");
      return List.of();
    }
    if (validator.body() && models) {
      properties.refuse(
          "RequestModels", "can't be checked here, and RequestValidatorId asks for that");
    }
    parameters.values().removeIf(required -> !required.equals("true"));
    return validator.parameters()
        ? parameters.keySet().stream()
            .flatMap(parameter -> parameter(parameter, properties).stream())
            .toList()
        : List.of();
  }

  private static Optional<Stack.RequestParameter> parameter(
      String parameter, PropertyReader properties) {
    Matcher request = REQUEST_PARAMETER.matcher(parameter);
    if (!request.matches()) {
      properties.refuse("RequestParameters." + parameter, "is no parameter of a request");
      return Optional.empty();
    }
    return Optional.of(
        new Stack.RequestParameter(
            switch (request.group(1)) {
              case "path" -> Stack.RequestParameter.Place.PATH;
              case "querystring" -> Stack.RequestParameter.Place.QUERY;
              default -> Stack.RequestParameter.Place.HEADER;
            },
            request.group(2)));
  }

  /// The headers of the method's responses; models only describe.
  private static Map<String, Set<String>> headers(PropertyReader properties) {
    Map<String, Set<String>> headers = new HashMap<>();
    for (PropertyReader response : properties.objects("MethodResponses")) {
      Set<String> names = new LinkedHashSet<>();
      for (String parameter : response.map("ResponseParameters").keySet()) {
        if (parameter.startsWith(RESPONSE_HEADER)) {
          names.add(parameter.substring(RESPONSE_HEADER.length()));
        } else {
          response.refuse("ResponseParameters." + parameter, "has to be a header");
        }
      }
      headers.put(response.text("StatusCode"), names);
    }
    return headers;
  }

  static void validator(Identity identity, PropertyReader properties, StackParts parts) {
    var _ = properties.optionalText("Name");
    parts.validators.put(
        identity.ref(),
        new Validator(
            properties.text("RestApiId"),
            properties.flag("ValidateRequestParameters", false),
            properties.flag("ValidateRequestBody", false)));
  }

  /// The paths of an API's resources, by id.
  private static Map<String, String> paths(PropertyReader properties, StackParts parts) {
    return parts.paths.getOrDefault(properties.text("RestApiId"), new HashMap<>());
  }
}
