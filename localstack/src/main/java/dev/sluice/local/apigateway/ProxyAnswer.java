package dev.sluice.local.apigateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what a function returned ("Output format of a Lambda function for proxy integration", API
/// Gateway developer guide). Anything else is malformed.
final class ProxyAnswer {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> PROPERTIES =
      Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

  private ProxyAnswer() {}

  /// Empty if the function's answer is malformed.
  static Optional<Answer> parse(String payload) {
    JsonNode answer;
    try {
      answer = JSON.readTree(payload);
    } catch (JacksonException invalid) {
      return Optional.empty();
    }
    if (!answer.isObject() || !PROPERTIES.containsAll(answer.propertyNames())) {
      return Optional.empty();
    }
    int status = answer.path("statusCode").asInt(answer.has("statusCode") ? 0 : 200);
    JsonNode body = answer.path("body");
    if (status < 100 || status > 599 || body.isContainer()) {
      return Optional.empty();
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
      headers.put(header.getKey(), List.of(header.getValue().asString("")));
    }
    for (Map.Entry<String, JsonNode> header : answer.path("multiValueHeaders").properties()) {
      List<String> values = new ArrayList<>();
      header.getValue().forEach(value -> values.add(value.asString("")));
      headers.put(header.getKey(), values);
    }
    String text = body.isNull() || body.isMissingNode() ? "" : body.asString("");
    if (!answer.path("isBase64Encoded").asBoolean(false)) {
      return Optional.of(new Answer(status, headers, text.getBytes(StandardCharsets.UTF_8)));
    }
    try {
      return Optional.of(new Answer(status, headers, Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
