package dev.sluice.local.apigateway;

import dev.sluice.local.template.Stack;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A request as a function gets it ("Input format of a Lambda function for proxy integration", API
/// Gateway developer guide, payload version 1).
final class ProxyEvent {
  private static final DateTimeFormatter REQUEST_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// What AWS says of callers that signed or were authorized, which nobody is here.
  private static final List<String> UNKNOWN_OF_CALLERS =
      List.of(
          "accessKey",
          "accountId",
          "caller",
          "cognitoAuthenticationProvider",
          "cognitoAuthenticationType",
          "cognitoIdentityId",
          "cognitoIdentityPoolId",
          "principalOrgId",
          "user",
          "userArn");

  private ProxyEvent() {}

  static byte[] of(
      Request request,
      Routes.Match match,
      Stack.RestApi api,
      Stack.Stage stage,
      String account,
      boolean binary,
      Instant now) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    String path = request.rawPath();
    event.put("resource", match.resource());
    event.put("path", path);
    event.put("httpMethod", request.method());
    putValues(event, "headers", "multiValueHeaders", request.headers());
    putValues(
        event,
        "queryStringParameters",
        "multiValueQueryStringParameters",
        query(request.rawQuery()));
    putTexts(event, "pathParameters", match.pathParameters());
    putTexts(event, "stageVariables", stage.variables());

    ObjectNode context = event.putObject("requestContext");
    context.put("accountId", account);
    context.put("resourceId", api.resourceIds().getOrDefault(match.resource(), ""));
    context.put("apiId", api.id());
    context.put("deploymentId", stage.deploymentId());
    context.put("resourcePath", match.resource());
    context.put("httpMethod", request.method());
    context.put("path", "/" + request.stage() + path);
    context.put("protocol", "HTTP/1.1");
    context.put("stage", request.stage());
    context.put("requestId", request.id());
    context.put("extendedRequestId", request.id());
    context.put("requestTime", requestTime(now));
    context.put("requestTimeEpoch", now.toEpochMilli());
    context.put("domainName", domainName(request));
    // On AWS, where the first part of the host is the API's id.
    context.put("domainPrefix", api.id());
    ObjectNode identity = context.putObject("identity");
    UNKNOWN_OF_CALLERS.forEach(identity::putNull);
    identity.put("sourceIp", request.sourceIp());
    identity.put("userAgent", request.header("User-Agent"));

    if (request.body().length == 0) {
      event.putNull("body");
    } else if (binary) {
      event.put("body", Base64.getEncoder().encodeToString(request.body()));
    } else {
      event.put("body", new String(request.body(), StandardCharsets.UTF_8));
    }
    event.put("isBase64Encoded", binary && request.body().length > 0);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// A time in the form of access logs.
  static String requestTime(Instant time) {
    return REQUEST_TIME.format(time);
  }

  static String domainName(Request request) {
    return request.header("Host").replaceFirst(":\\d+$", "");
  }

  /// Decoded parameters in the order of the query. A semicolon parts them, too ("Amazon API Gateway
  /// important notes").
  static Map<String, List<String>> query(String rawQuery) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : rawQuery.split("[&;]", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values
            .computeIfAbsent(
                URLDecoder.decode(name, StandardCharsets.UTF_8), absent -> new ArrayList<>())
            .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  private static void putValues(
      ObjectNode event, String single, String multiple, Map<String, List<String>> values) {
    if (values.isEmpty()) {
      event.putNull(single);
      event.putNull(multiple);
      return;
    }
    ObjectNode last = event.putObject(single);
    ObjectNode all = event.putObject(multiple);
    values.forEach(
        (name, list) -> {
          last.put(name, list.getLast());
          list.forEach(all.putArray(name)::add);
        });
  }

  private static void putTexts(ObjectNode event, String name, Map<String, String> values) {
    if (values.isEmpty()) {
      event.putNull(name);
    } else {
      ObjectNode texts = event.putObject(name);
      values.forEach(texts::put);
    }
  }
}
