package dev.sluice.local.sqs;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Reads a request, lets the protocol it speaks decode it, runs it, and answers in the same
/// protocol.
final class HttpDoor {
  /// A batch may have 1 MiB of text; escaped in JSON or in a form it can be six times as long.
  private static final int MAX_REQUEST_BYTES = 8 << 20;

  private final Operations operations;
  private final Supplier<String> ids;

  HttpDoor(Operations operations, Supplier<String> ids) {
    this.operations = operations;
    this.ids = ids;
  }

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES + 1);
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      WireProtocol protocol = WireProtocol.of(target);
      Answer answer = answer(protocol, new Request(target, exchange.getRequestURI(), body));
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(WireProtocol protocol, Request request) {
    String requestId = ids.get();
    try {
      if (request.body().length > MAX_REQUEST_BYTES) {
        throw MessageRules.invalid(
            "The request is longer than %d bytes.".formatted(MAX_REQUEST_BYTES));
      }
      WireProtocol.Call call = protocol.decode(request);
      ObjectNode result = operations.run(call.action(), new Parameters(call.parameters()));
      return protocol.success(call.action(), result, requestId);
    } catch (SqsException refusal) {
      return protocol.failure(refusal, requestId);
    } catch (RuntimeException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return protocol.failure(new SqsException(SqsError.INTERNAL, reason), requestId);
    }
  }
}
