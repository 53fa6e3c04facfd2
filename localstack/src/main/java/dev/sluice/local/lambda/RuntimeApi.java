package dev.sluice.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The HTTP interface between one instance's process and Lambda ("Using the Lambda runtime API for
/// custom runtimes", Lambda developer guide): the process fetches an event, and posts an answer or
/// an error.
final class RuntimeApi implements AutoCloseable {
  private static final String VERSION = "/2018-06-01/runtime/";
  private static final String NEXT = VERSION + "invocation/next";
  private static final String INVOCATION = VERSION + "invocation/";
  private static final String START_FAILED = VERSION + "init/error";

  /// What the process has told, or its end.
  sealed interface Report {
    /// It has asked for its next event.
    record Ready() implements Report {}

    @SuppressWarnings("ArrayRecordComponent") // answers are never compared
    record Answered(byte[] answer) implements Report {}

    record Failed(String type, String message, String payload) implements Report {}

    record Late() implements Report {}

    record Gone() implements Report {}
  }

  private final String functionArn;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Invocation> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable Invocation> current = new AtomicReference<>();

  RuntimeApi(String functionArn) {
    this.functionArn = functionArn;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            handle(exchange);
          } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  /// The value of `AWS_LAMBDA_RUNTIME_API`.
  String address() {
    return server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort();
  }

  /// Waits until the process asks for an event.
  Report awaitReady(Duration patience) throws InterruptedException {
    return await(patience);
  }

  /// Hands over an event and waits for its answer.
  Report invoke(Invocation invocation, Duration timeout) throws InterruptedException {
    current.set(invocation);
    events.add(invocation);
    return await(timeout);
  }

  void exited() {
    reports.add(new Report.Gone());
  }

  @Override
  public void close() {
    server.stop(0);
    // One of them waits for an event that will not come.
    var _ = threads.shutdownNow();
  }

  private Report await(Duration patience) throws InterruptedException {
    Report report = reports.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return report == null ? new Report.Late() : report;
  }

  private void handle(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.equals(NEXT)) {
      next(exchange);
    } else if (path.equals(START_FAILED)) {
      reports.add(failure(body));
      accepted(exchange);
    } else if (path.startsWith(INVOCATION)) {
      String[] parts = path.substring(INVOCATION.length()).split("/", 2);
      Invocation invocation = current.get();
      if (invocation == null || parts.length < 2 || !invocation.requestId().equals(parts[0])) {
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      current.set(null);
      reports.add(parts[1].equals("response") ? new Report.Answered(body) : failure(body));
      accepted(exchange);
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    reports.add(new Report.Ready());
    Invocation invocation = events.take();
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    exchange.sendResponseHeaders(200, invocation.event().length);
    exchange.getResponseBody().write(invocation.event());
  }

  private static void accepted(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(202, -1);
  }

  private static Report.Failed failure(byte[] body) {
    String payload = new String(body, StandardCharsets.UTF_8);
    try {
      JsonNode error = JsonMapper.shared().readTree(payload);
      return new Report.Failed(
          error.path("errorType").asString(""), error.path("errorMessage").asString(""), payload);
    } catch (JacksonException unreadable) {
      return new Report.Failed("Runtime.Unknown", payload, payload);
    }
  }
}
