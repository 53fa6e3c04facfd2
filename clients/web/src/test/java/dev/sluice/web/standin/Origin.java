package dev.sluice.web.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A server on a loopback port of its own, that is, a web origin. It notes what it is asked.
final class Origin implements AutoCloseable {
  private static final int ANY_PORT = 0;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final String host;

  interface Answerer {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  Origin(String host, Answerer answerer) {
    this.host = host;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), ANY_PORT), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, answerer));
    server.start();
  }

  private void handle(HttpExchange exchange, Answerer answerer) throws IOException {
    try (exchange) {
      seen.add(
          new Seen(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders().getFirst("Authorization")));
      answerer.answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What was asked, the token included.
  record Seen(String method, String path, @Nullable String authorization) {}

  List<Seen> seen() {
    return new ArrayList<>(seen);
  }

  String url() {
    return "http://" + host + ":" + server.getAddress().getPort();
  }

  /// Answers a preflight (Fetch standard, "CORS-preflight request") and lets `allowed` read what
  /// comes. True if that was all.
  static boolean preflighted(HttpExchange exchange, String allowed, String exposed)
      throws IOException {
    var asked = exchange.getRequestHeaders();
    var headers = exchange.getResponseHeaders();
    if (allowed.equals(asked.getFirst("Origin"))) {
      headers.set("Access-Control-Allow-Origin", allowed);
      headers.set("Access-Control-Expose-Headers", exposed);
      headers.set("Vary", "Origin");
    }
    if (!exchange.getRequestMethod().equals("OPTIONS")) {
      return false;
    }
    headers.set("Access-Control-Allow-Methods", "GET, PUT, POST, DELETE");
    @Nullable String wanted = asked.getFirst("Access-Control-Request-Headers");
    if (wanted != null) {
      headers.set("Access-Control-Allow-Headers", wanted);
    }
    exchange.sendResponseHeaders(204, -1);
    return true;
  }

  static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
