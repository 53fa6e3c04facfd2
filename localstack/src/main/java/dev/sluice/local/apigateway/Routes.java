package dev.sluice.local.apigateway;

import dev.sluice.local.template.Integration;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Finds a request's resource as API Gateway does: literal segments before parameters, parameters
/// before a greedy `{proxy+}`, and a method of its own before ANY.
final class Routes {
  private static final String ANY = "x-amazon-apigateway-any-method";

  /// @param methods in capitals, or [#ANY]
  private record Resource(
      String template, List<String> segments, Map<String, Integration> methods) {}

  /// What a request met.
  ///
  /// @param pathParameters still percent-encoded, as REST APIs hand them to proxies (HTTP APIs
  ///   decode)
  record Match(String resource, Integration integration, Map<String, String> pathParameters) {}

  private final List<Resource> resources = new ArrayList<>();

  Routes(JsonNode openApi) {
    for (Map.Entry<String, JsonNode> path : openApi.path("paths").properties()) {
      Map<String, Integration> methods = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String method = operation.getKey();
        Integration.of(operation.getValue().path("x-amazon-apigateway-integration"))
            .ifPresent(
                integration ->
                    methods.put(
                        method.equals(ANY) ? ANY : method.toUpperCase(Locale.ROOT), integration));
      }
      resources.add(new Resource(path.getKey(), segments(path.getKey()), methods));
    }
    resources.sort(Comparator.comparing(resource -> precedence(resource.segments())));
  }

  /// The names of the functions that the API calls.
  List<String> functionNames() {
    return resources.stream()
        .flatMap(resource -> resource.methods().values().stream())
        .filter(Integration.Function.class::isInstance)
        .map(integration -> ((Integration.Function) integration).name())
        .distinct()
        .toList();
  }

  /// Finds the resource for a path that is still percent-encoded.
  Optional<Match> find(String method, String rawPath) {
    List<String> segments = segments(rawPath);
    for (Resource resource : resources) {
      Optional<Map<String, String>> parameters = match(resource.segments(), segments);
      if (parameters.isPresent()) {
        return Optional.ofNullable(resource.methods().get(method))
            .or(() -> Optional.ofNullable(resource.methods().get(ANY)))
            .map(asked -> new Match(resource.template(), asked, parameters.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Map<String, String>> match(List<String> template, List<String> segments) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int index = 0; index < template.size(); index++) {
      String part = template.get(index);
      if (index >= segments.size()) {
        return Optional.empty();
      }
      if (isGreedy(part)) {
        parameters.put(
            part.substring(1, part.length() - 2),
            String.join("/", segments.subList(index, segments.size())));
        return Optional.of(parameters);
      }
      if (isParameter(part)) {
        if (segments.get(index).isEmpty()) {
          return Optional.empty();
        }
        parameters.put(part.substring(1, part.length() - 1), segments.get(index));
      } else if (!part.equals(decode(segments.get(index)))) {
        return Optional.empty();
      }
    }
    return template.size() == segments.size() ? Optional.of(parameters) : Optional.empty();
  }

  /// Sorts `/a/b` before `/a/{x}` before `/a/{x+}`, segment by segment.
  private static String precedence(List<String> segments) {
    StringBuilder key = new StringBuilder();
    for (String segment : segments) {
      key.append(isGreedy(segment) ? 'c' : isParameter(segment) ? 'b' : 'a');
    }
    return key.toString();
  }

  private static boolean isGreedy(String segment) {
    return segment.startsWith("{") && segment.endsWith("+}");
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  /// Without a slash at the end: `/a/` is `/a`.
  private static List<String> segments(String path) {
    String trimmed = path.startsWith("/") ? path.substring(1) : path;
    String whole = trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
    return whole.isEmpty() ? List.of() : List.of(whole.split("/", -1));
  }

  private static String decode(String encoded) {
    // A plus sign in a path is a plus sign.
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
