package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Remembers the last calls of all services: what was called, by whom, and how it ended. Over HTTP,
/// GET answers them all, oldest first, and DELETE forgets them.
public final class CallRecorder implements HttpHandler {
  private static final int CAPACITY = 100_000;
  private static final int DONE = 200;
  private static final int FAILED = 500;

  private final Deque<CallRecord> calls = new ArrayDeque<>();

  synchronized void add(CallRecord call) {
    if (calls.size() == CAPACITY) {
      calls.removeFirst();
    }
    calls.addLast(call);
  }

  /// Records a call that an AWS service makes by itself, in process and so past the front door.
  ///
  /// @param caller the service that calls, such as `lambda.amazonaws.com`
  public <T> T recorded(
      String caller, String service, String operation, String resource, Supplier<T> call) {
    Instant start = Instant.now();
    long nanos = System.nanoTime();
    int status = FAILED;
    try {
      T answer = call.get();
      status = DONE;
      return answer;
    } catch (CallRefused refused) {
      status = refused.status();
      throw refused;
    } finally {
      long micros = (System.nanoTime() - nanos) / 1000;
      add(
          new CallRecord(
              service, operation, resource, caller, false, "", status, -1, start, micros));
    }
  }

  /// The last 100,000 calls, oldest first.
  public synchronized List<CallRecord> calls() {
    return List.copyOf(calls);
  }

  public synchronized void clear() {
    calls.clear();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] body = json().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
      case "DELETE" -> {
        clear();
        exchange.sendResponseHeaders(204, -1);
      }
      default -> {
        exchange.getResponseHeaders().set("Allow", "GET, DELETE");
        exchange.sendResponseHeaders(405, -1);
      }
    }
    exchange.close();
  }

  private String json() {
    ArrayNode json = JsonMapper.shared().createArrayNode();
    for (CallRecord call : calls()) {
      json.addObject()
          .put("service", call.service())
          .put("operation", call.operation())
          .put("resource", call.resource())
          .put("principal", call.principal())
          .put("presigned", call.presigned())
          .put("range", call.range())
          .put("status", call.status())
          .put("requestBytes", call.requestBytes())
          .put("start", call.start().toString())
          .put("micros", call.micros());
    }
    return json.toString();
  }
}
