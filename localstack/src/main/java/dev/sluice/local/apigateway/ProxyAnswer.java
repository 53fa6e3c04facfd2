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

/// What a function returned ("Output format of a Lambda function for proxy integration", API
/// Gateway developer guide). Anything else is malformed.
///
/// @param base64 whether the function says that its body is bytes in base64
record ProxyAnswer(int status, Map<String, List<String>> headers, String body, boolean base64) {
  private static final Set<String> PROPERTIES =
      Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

  /// Empty if the function's answer is malformed.
  static Optional<ProxyAnswer> parse(String payload) {
    JsonNode answer;
    try {
      answer = JsonMapper.shared().readTree(payload);
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
    return Optional.of(
        new ProxyAnswer(
            status,
            headers,
            body.isNull() || body.isMissingNode() ? "" : body.asString(""),
            answer.path("isBase64Encoded").asBoolean(false)));
  }

  /// What goes to the client.
  ///
  /// @param binary whether the client asks for a binary media type of the API; else bytes stay in
  ///   base64
  /// @return empty if the body is no base64
  Optional<Answer> decoded(boolean binary) {
    if (!base64 || !binary) {
      return Optional.of(new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8)));
    }
    try {
      return Optional.of(new Answer(status, headers, Base64.getDecoder().decode(body)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
