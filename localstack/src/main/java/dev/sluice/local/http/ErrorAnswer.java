package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// An error of the door itself, in the protocol of the request: JSON for clients that name their
/// operation in a header, JSON with a header of its own for Lambda, whose operations are paths,
/// else XML, of which S3 has a form of its own.
///
/// @param type the error's name in the JSON protocols
/// @param code its name in XML
record ErrorAnswer(int status, String type, String code, String message) {
  static final String TARGET = "X-Amz-Target";

  private static final String ACCESS_DENIED = "AccessDenied";

  /// From it SDKs take the code that SQS had in the query protocol.
  private static final String QUERY_ERROR = "x-amzn-query-error";

  /// Services whose refusals are 400 (DynamoDB developer guide, "Error messages and codes";
  /// EventBridge API reference, "Common errors": AccessDeniedException).
  private static final Set<String> BAD_REQUESTS = Set.of("dynamodb", "events");

  static ErrorAnswer accessDenied(String service, String message) {
    return new ErrorAnswer(
        BAD_REQUESTS.contains(service) ? 400 : 403,
        "AccessDeniedException",
        ACCESS_DENIED,
        message);
  }

  void send(HttpExchange exchange) throws IOException {
    send(exchange, SignedScope.of(exchange).map(SignedScope::service).orElse(""));
  }

  /// @param service its signing name
  void send(HttpExchange exchange, String service) throws IOException {
    if (service.equals("lambda")) {
      // AWS Lambda API reference, "Common errors".
      exchange.getResponseHeaders().set("X-Amzn-ErrorType", type);
      JsonAnswer.send(
          exchange, status, JsonMapper.shared().createObjectNode().put("Message", message));
      return;
    }
    String target = exchange.getRequestHeaders().getFirst(TARGET);
    boolean json = target != null;
    byte[] body =
        (json ? json() : service.equals("s3") ? s3Xml() : xml()).getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", target == null ? "text/xml" : contentType(target));
    if (target != null && target.startsWith("AmazonSQS") && code.equals(ACCESS_DENIED)) {
      exchange.getResponseHeaders().set(QUERY_ERROR, code + ";Sender");
    }
    boolean bodiless = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
  }

  private static String contentType(String target) {
    return target.startsWith("AWSEvents")
        ? "application/x-amz-json-1.1"
        : "application/x-amz-json-1.0";
  }

  private String json() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("__type", "com.amazon.coral.service#" + type)
        .put("message", message)
        .toString();
  }

  private String xml() {
    return "<?xml version=\"1.0\"?><ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
        .formatted(code, escapedMessage());
  }

  /// Amazon S3 API reference, "Error responses".
  private String s3Xml() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message></Error>"
        .formatted(code, escapedMessage());
  }

  private String escapedMessage() {
    return message.replace("&", "&amp;").replace("<", "&lt;");
  }
}
