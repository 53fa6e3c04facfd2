package dev.sluice.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a method asks for an answer ("x-amazon-apigateway-integration object", API Gateway
/// developer guide).
public sealed interface Integration {
  /// "Integration timeout for Regional APIs": up to 29 seconds.
  Duration LONGEST = Duration.ofSeconds(29);

  /// A function behind a proxy.
  ///
  /// @param timeout how long the gateway waits for it
  record Function(String name, Duration timeout) implements Integration {}

  /// Nobody: the answer stands in the API, as preflights have it.
  record Mock(int status, Map<String, List<String>> headers, String body) implements Integration {}

  /// Reads an integration.
  ///
  /// @return nothing if there is none
  /// @throws IllegalArgumentException if it is not understood
  static Optional<Integration> of(JsonNode json) {
    if (json.path("type").asString("").equalsIgnoreCase("mock")) {
      return Optional.of(mock(json));
    }
    JsonNode uri = json.path("uri");
    return uri.isString()
        ? Optional.of(
            new Function(
                functionName(uri.stringValue()),
                Duration.ofMillis(json.path("timeoutInMillis").asLong(LONGEST.toMillis()))))
        : Optional.empty();
  }

  /// Of mocks only those without templates that would have to be run.
  private static Mock mock(JsonNode json) {
    int asked = askedStatus(json.path("requestTemplates").path("application/json").asString(""));
    JsonNode responses = json.path("responses");
    JsonNode response = responses.path("default");
    for (Map.Entry<String, JsonNode> one : responses.properties()) {
      if (!one.getKey().equals("default")
          && Pattern.matches(one.getKey(), Integer.toString(asked))) {
        response = one.getValue();
      }
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, JsonNode> one : response.path("responseParameters").properties()) {
      String value = one.getValue().asString("");
      String prefix = "method.response.header.";
      require(
          one.getKey().startsWith(prefix) && value.matches("'.*'"),
          "responseParameters." + one.getKey() + " has to be a header with a fixed value");
      headers.put(
          one.getKey().substring(prefix.length()),
          new ArrayList<>(List.of(value.substring(1, value.length() - 1))));
    }
    String body = response.path("responseTemplates").path("application/json").asString("");
    require(isFixed(body), "responseTemplates are not run here");
    int status = number(response.path("statusCode").asString(Integer.toString(asked)));
    return new Mock(status, headers, body);
  }

  private static int askedStatus(String template) {
    require(isFixed(template), "requestTemplates are not run here");
    try {
      return number(JsonMapper.shared().readTree(template).path("statusCode").asString(""));
    } catch (JacksonException noJson) {
      throw new IllegalArgumentException("requestTemplates are not run here", noJson);
    }
  }

  private static boolean isFixed(String template) {
    return template.indexOf('$') < 0 && template.indexOf('#') < 0;
  }

  private static int number(String status) {
    require(status.matches("[1-5]\\d\\d"), "statusCode has to be one of HTTP's, not " + status);
    return Integer.parseInt(status);
  }

  private static void require(boolean condition, String reason) {
    if (!condition) {
      throw new IllegalArgumentException(reason);
    }
  }

  /// From `arn:aws:apigateway:…/functions/arn:aws:lambda:…:function:NAME[:ALIAS]/invocations`.
  private static String functionName(String uri) {
    String functions = ":function:";
    int start = uri.indexOf(functions);
    String tail = start < 0 ? uri : uri.substring(start + functions.length());
    return tail.split("[:/]", 2)[0];
  }
}
