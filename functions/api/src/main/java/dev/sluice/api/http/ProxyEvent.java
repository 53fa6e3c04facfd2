package dev.sluice.api.http;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// API Gateway's Lambda proxy integration, event format 1.0 (API Gateway developer guide, "Lambda
/// proxy integrations in API Gateway").
public final class ProxyEvent {
  private final JsonMapper mapper;

  public ProxyEvent(JsonMapper mapper) {
    this.mapper = mapper;
  }

  public HttpRequest read(InputStream input) {
    JsonNode event = mapper.readTree(input);
    String body = event.path("body").asString("");
    if (event.path("isBase64Encoded").asBoolean(false)) {
      body = new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    }
    Map<String, String> headers = new HashMap<>();
    event
        .path("headers")
        .properties()
        .forEach(
            header ->
                headers.put(
                    header.getKey().toLowerCase(Locale.ROOT), header.getValue().asString("")));
    Map<String, String> query = new HashMap<>();
    event
        .path("queryStringParameters")
        .properties()
        .forEach(parameter -> query.put(parameter.getKey(), parameter.getValue().asString("")));
    return new HttpRequest(
        event.path("httpMethod").asString(""),
        event.path("path").asString("/"),
        query,
        headers,
        body);
  }

  public void write(HttpResponse response, OutputStream output) {
    ObjectNode answer = mapper.createObjectNode();
    answer.put("statusCode", response.status());
    ObjectNode headers = answer.putObject("headers");
    response.headers().forEach(headers::put);
    answer.put("body", response.body());
    answer.put("isBase64Encoded", false);
    mapper.writeValue(output, answer);
  }
}
