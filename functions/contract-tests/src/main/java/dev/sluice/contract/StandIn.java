package dev.sluice.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// An endpoint that answers what a test says, for answers that no healthy service can be brought to
/// give.
public final class StandIn implements AutoCloseable {
  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Function<Request, Answer> answers;

  /// @param target AWS's `X-Amz-Target`, of the services that speak JSON
  public record Request(String method, String path, Optional<String> target, String body) {
    /// Whether it calls this operation of SQS or DynamoDB.
    public boolean calls(String operation) {
      return target.filter(name -> name.endsWith('.' + operation)).isPresent();
    }
  }

  public record Answer(int status, Map<String, String> headers, String body) {
    public Answer(int status, String body) {
      this(status, Map.of(), body);
    }

    /// An error as the JSON protocols send it.
    public static Answer error(int status, String code) {
      return new Answer(
          status, "{\"__type\":\"com.amazonaws#%s\",\"message\":\"no\"}".formatted(code));
    }
  }

  public StandIn(Function<Request, Answer> answers) {
    this.answers = answers;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// All of this operation so far.
  public List<Request> calls(String operation) {
    return requests.stream().filter(request -> request.calls(operation)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      requests.add(request);
      Answer answer = answers.apply(request);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
