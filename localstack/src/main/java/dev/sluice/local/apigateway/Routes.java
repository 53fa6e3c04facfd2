package dev.sluice.local.apigateway;

import dev.sluice.local.template.Integration;
import dev.sluice.local.template.Stack;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds a request's resource as API Gateway does: literal segments before parameters, parameters
/// before a greedy `{proxy+}`, and a method of its own before ANY. A resource that has neither
/// leaves the request to a less specific one.
final class Routes {
  /// @param methods by HTTP method
  private record Resource(List<String> segments, Map<String, Stack.Method> methods) {}

  /// What a request met.
  ///
  /// @param pathParameters still percent-encoded, as REST APIs hand them to proxies (HTTP APIs
  ///   decode)
  record Match(Stack.Method method, Map<String, String> pathParameters) {
    String resource() {
      return method.path();
    }
  }

  private final List<Resource> resources = new ArrayList<>();

  Routes(List<Stack.Method> methods) {
    Map<String, Map<String, Stack.Method>> byPath = new LinkedHashMap<>();
    for (Stack.Method method : methods) {
      byPath
          .computeIfAbsent(method.path(), absent -> new LinkedHashMap<>())
          .put(method.httpMethod(), method);
    }
    byPath.forEach((path, own) -> resources.add(new Resource(segments(path), own)));
    resources.sort(Comparator.comparing(resource -> precedence(resource.segments())));
  }

  /// The names of the functions that the API calls.
  List<String> functionNames() {
    return resources.stream()
        .flatMap(resource -> resource.methods().values().stream())
        .map(Stack.Method::integration)
        .filter(Integration.Function.class::isInstance)
        .map(integration -> ((Integration.Function) integration).name())
        .distinct()
        .toList();
  }

  /// Finds the resource for a path that is still percent-encoded.
  Optional<Match> find(String method, String rawPath) {
    List<String> segments = segments(rawPath);
    for (Resource resource : resources) {
      Stack.Method asked =
          resource.methods().getOrDefault(method, resource.methods().get(Stack.Method.ANY));
      Optional<Map<String, String>> parameters = match(resource.segments(), segments);
      if (asked != null && parameters.isPresent()) {
        return Optional.of(new Match(asked, parameters.get()));
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
