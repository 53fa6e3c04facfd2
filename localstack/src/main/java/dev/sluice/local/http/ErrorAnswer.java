package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/// An error of the door itself, in the protocol of the request: JSON for clients that name their
/// operation in a header, else the XML that query clients and S3's understand.
///
/// @param type the error's name in the JSON protocols
/// @param code its name in XML
record ErrorAnswer(int status, String type, String code, String message) {
  static final String TARGET = "X-Amz-Target";

  void send(HttpExchange exchange) throws IOException {
    boolean json = exchange.getRequestHeaders().containsKey(TARGET);
    byte[] body = (json ? json() : xml()).getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", json ? "application/x-amz-json-1.0" : "text/xml");
    boolean bodiless = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
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
        .formatted(code, message.replace("&", "&amp;").replace("<", "&lt;"));
  }
}
