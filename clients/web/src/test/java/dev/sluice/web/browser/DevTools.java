package dev.sluice.web.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One connection of the Chrome DevTools protocol (<https://chromedevtools.github.io>): commands
/// with answers, matched by number, and events.
final class DevTools implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger lastNumber = new AtomicInteger();
  private final HttpClient client;
  private final WebSocket socket;
  private @Nullable String session;

  DevTools(URI address, Consumer<JsonNode> events) {
    client = HttpClient.newHttpClient();
    socket =
        client
            .newWebSocketBuilder()
            .connectTimeout(PATIENCE)
            .buildAsync(address, new Receiver(events))
            .join();
  }

  /// Sends every later command to this session (a page).
  void attach(String sessionId) {
    this.session = sessionId;
  }

  /// Sends every later command to the browser itself.
  void detach() {
    this.session = null;
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  JsonNode call(String method) {
    return call(method, object());
  }

  /// The command's result.
  ///
  /// @throws IllegalStateException if the browser refuses it, is gone, or says nothing for a minute
  JsonNode call(String method, ObjectNode parameters) {
    return send(method, parameters).join();
  }

  /// As `call`, without waiting: for an event's receiver, which must not wait for answers.
  CompletableFuture<JsonNode> send(String method, ObjectNode parameters) {
    int number = lastNumber.incrementAndGet();
    ObjectNode command = object().put("id", number).put("method", method);
    command.set("params", parameters);
    if (session != null) {
      command.put("sessionId", session);
    }
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(number, answer);
    return socket
        .sendText(JSON.writeValueAsString(command), true)
        .thenCompose(sent -> answer)
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (message, failure) -> {
              waiting.remove(number);
              if (failure != null) {
                throw new CompletionException(
                    new IllegalStateException(method + ": " + failure, failure));
              }
              if (message.has("error")) {
                throw new IllegalStateException(method + ": " + message.path("error"));
              }
              return message.path("result");
            });
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final Consumer<JsonNode> events;

    private Receiver(Consumer<JsonNode> events) {
      this.events = events;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonNode message = JSON.readTree(text.toString());
        text.setLength(0);
        @Nullable CompletableFuture<JsonNode> answer =
            message.has("id") ? waiting.get(message.path("id").asInt()) : null;
        if (answer != null) {
          answer.complete(message);
        } else {
          events.accept(message);
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      onError(from, new IllegalStateException("the browser hung up: " + code + " " + reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      waiting.values().forEach(answer -> answer.completeExceptionally(error));
    }
  }
}
