package dev.sluice.local.s3.wire;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Writes answers and errors.
public final class Responder {
  /// A client that sends more than this behind a request that was refused finds the connection
  /// closed.
  private static final long DRAIN = 64L << 20;

  private Responder() {}

  /// Headers that every answer carries.
  public static void prepare(HttpExchange exchange, String requestId) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("x-amz-request-id", requestId);
    headers.set("x-amz-id-2", id2(requestId));
    headers.set("Server", "AmazonS3");
  }

  public static void write(Call call, Answer answer) throws IOException {
    HttpExchange exchange = call.exchange();
    Headers headers = exchange.getResponseHeaders();
    answer.headers().forEach((name, value) -> headers.set(name, latin1(value)));
    boolean head = call.method().equals("HEAD");
    switch (answer.content()) {
      case Answer.Nothing() -> exchange.sendResponseHeaders(answer.status(), -1);
      case Answer.Described(long length) -> {
        headers.set("Content-Length", Long.toString(length));
        exchange.sendResponseHeaders(answer.status(), -1);
      }
      case Answer.Text(String text) -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (head || bytes.length == 0) {
          exchange.sendResponseHeaders(answer.status(), -1);
        } else {
          exchange.sendResponseHeaders(answer.status(), bytes.length);
          exchange.getResponseBody().write(bytes);
        }
      }
      case Answer.Stream(long length, Answer.Source source) -> {
        try (source) {
          exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
          if (length > 0) {
            source.writeTo(exchange.getResponseBody());
          }
        }
      }
    }
  }

  public static void refuse(Call call, S3Exception refusal) throws IOException {
    drain(call);
    refusal.headers().forEach(call.exchange().getResponseHeaders()::set);
    write(call, Answer.xml(refusal.error().status(), error(call, refusal)));
  }

  private static Xml error(Call call, S3Exception refusal) {
    return Xml.plain(
        "Error",
        xml -> {
          xml.text("Code", refusal.error().code());
          xml.text("Message", refusal.getMessage() == null ? "" : refusal.getMessage());
          refusal.details().forEach(xml::text);
          xml.text("Resource", call.resource());
          xml.text("RequestId", call.requestId());
          xml.text("HostId", id2(call.requestId()));
        });
  }

  /// Reads the rest, and closes: the server closes what is left open before it sends what is
  /// buffered of the answer, and forgets that if closing fails.
  private static void drain(Call call) {
    try (InputStream request = call.exchange().getRequestBody()) {
      byte[] bytes = new byte[64 * 1024];
      long left = DRAIN;
      for (int count = 0; count >= 0 && left > 0; left -= count) {
        count = request.read(bytes);
      }
    } catch (IOException _) {
      // The client sends no more; whether it still reads will be seen.
    }
  }

  private static String id2(String requestId) {
    return Base64.getEncoder().encodeToString(requestId.getBytes(StandardCharsets.UTF_8));
  }

  /// The server writes headers as ISO 8859-1, clients read UTF-8.
  private static String latin1(String value) {
    return value.chars().allMatch(character -> character < 0x80)
        ? value
        : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
