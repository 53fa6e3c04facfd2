package dev.sluice.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads mocks whose templates need not be run: the status that the request's template asks for
/// selects a response, whose headers and body are fixed.
final class MockReader {
  private static final String JSON = "application/json";
  private static final String HEADER = "method.response.header.";

  /// CDK's preflights ask for `{ statusCode: 200 }`, which API Gateway takes.
  private static final JsonMapper LENIENT =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES).build();

  /// An integration's response.
  ///
  /// @param pattern of the statuses that it is for; empty for all that have no other
  record Response(String pattern, PropertyReader properties) {}

  /// The responses of a mock: those of proxies are not looked at.
  interface Responses {
    List<Response> read();
  }

  private final PropertyReader integration;
  private final UnaryOperator<String> spelling;
  private final Map<String, Set<String>> declared;

  /// @param declared the headers that the method has for each of its statuses
  MockReader(
      PropertyReader integration,
      UnaryOperator<String> spelling,
      Map<String, Set<String>> declared) {
    this.integration = integration;
    this.spelling = spelling;
    this.declared = declared;
  }

  Optional<Integration> read(List<Response> responses) {
    String asked = asked();
    Optional<Integration.Mock> selected = Optional.empty();
    boolean exact = false;
    for (Response response : responses) {
      Integration.Mock mock = mock(response.properties());
      boolean byDefault = response.pattern().isEmpty();
      if (byDefault ? !exact : matches(response, asked)) {
        selected = Optional.of(mock);
        exact = !byDefault;
      }
    }
    if (selected.isEmpty() && !asked.isEmpty()) {
      integration.refuse(spelling.apply("responses"), "have none for status " + asked);
    }
    return selected.map(mock -> mock);
  }

  private Integration.Mock mock(PropertyReader response) {
    String status = response.text(spelling.apply("statusCode"));
    Set<String> known = declared.get(status);
    if (!status.matches("[1-5]\\d\\d")) {
      response.refuse(spelling.apply("statusCode"), "has to be one of HTTP's, not " + status);
    } else if (known == null) {
      response.refuse(spelling.apply("statusCode"), "is no response of the method: " + status);
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String body = "";
    String templates = spelling.apply("responseTemplates");
    for (Map.Entry<String, String> template : response.map(templates).entrySet()) {
      if (!headers.isEmpty()) {
        response.refuse(templates, "can have one media type here");
      }
      if (!isFixed(template.getValue())) {
        response.refuse(
            templates + "." + template.getKey(),
            "has to be a fixed text: VTL, which CDK writes for a preflight of several origins, is"
                + " not run here");
      }
      headers.put("Content-Type", List.of(template.getKey()));
      body = template.getValue();
    }
    String parameters = spelling.apply("responseParameters");
    response
        .map(parameters)
        .forEach(
            (parameter, value) -> {
              if (!parameter.startsWith(HEADER) || !value.matches("'.*'")) {
                response.refuse(
                    parameters + "." + parameter, "has to be a header with a fixed value");
              } else if (known != null && !known.contains(parameter.substring(HEADER.length()))) {
                response.refuse(
                    parameters + "." + parameter, "is no header of the method's response");
              } else {
                headers.put(
                    parameter.substring(HEADER.length()),
                    List.of(value.substring(1, value.length() - 1)));
              }
            });
    return new Integration.Mock(
        status.matches("\\d{3}") ? Integer.parseInt(status) : 0, headers, body);
  }

  /// The status that the request's template asks for.
  private String asked() {
    String name = spelling.apply("requestTemplates");
    Map<String, String> templates = integration.map(name);
    String template = templates.getOrDefault(JSON, "");
    if (!Set.of(JSON).containsAll(templates.keySet())) {
      integration.refuse(name, "can only be for " + JSON + " here");
    } else if (!isFixed(template)) {
      integration.refuse(name, "has to be a fixed text: VTL is not run here");
    } else {
      String status = statusCode(template);
      if (status.matches("[1-5]\\d\\d")) {
        return status;
      }
      integration.refuse(name, "has to ask for a statusCode, as in {\"statusCode\": 200}");
    }
    return "";
  }

  private static String statusCode(String template) {
    try {
      return LENIENT.readTree(template).path("statusCode").asString("");
    } catch (JacksonException noJson) {
      return "";
    }
  }

  private boolean matches(Response response, String status) {
    try {
      return Pattern.matches(response.pattern(), status);
    } catch (PatternSyntaxException wrong) {
      integration.refuse(
          spelling.apply("responses"), "have a pattern that is none: " + response.pattern());
      return false;
    }
  }

  private static boolean isFixed(String template) {
    return template.indexOf('$') < 0 && template.indexOf('#') < 0;
  }
}
