package dev.sluice.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Serves the page of `clients/web` at `/_page/`, and at `/_page/session.json` what it needs to
/// talk to the local API: the address, and a token. The token is for pages of this very origin
/// only: a site that points its own name at 127.0.0.1 (DNS rebinding) is known by its Host header,
/// one that asks across origins by what the browser says about it (Fetch Metadata).
final class Page implements HttpHandler {
  /// Where it is mounted.
  static final String PATH = "/_page";

  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> SAME_ORIGIN = Set.of("same-origin", "none");

  private final dev.sluice.web.Page file = dev.sluice.web.Page.load();
  private final Supplier<URI> apiUrl;
  private final Supplier<String> token;

  Page(Supplier<URI> apiUrl, Supplier<String> token) {
    this.apiUrl = apiUrl;
    this.token = token;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        answer(exchange, 405, "text/plain", "GET only\n");
        return;
      }
      if (!fromHere(exchange.getRequestHeaders())) {
        answer(exchange, 403, "text/plain", "for pages of this origin only\n");
        return;
      }
      String path = exchange.getRequestURI().getPath();
      String name = path.startsWith(PATH) ? path.substring(PATH.length()) : path;
      switch (name) {
        case "" -> {
          exchange.getResponseHeaders().set("Location", PATH + "/");
          answer(exchange, 308, "text/plain", "");
        }
        case "/" -> file(exchange);
        case "/session.json" -> session(exchange);
        default -> answer(exchange, 404, "text/plain", "no such page\n");
      }
    }
  }

  private void session(HttpExchange exchange) throws IOException {
    ObjectNode session =
        Json.object().put("api", apiUrl.get().toString()).put("token", token.get());
    answer(exchange, 200, "application/json", Json.write(session));
  }

  private void file(HttpExchange exchange) throws IOException {
    file.headers().forEach(exchange.getResponseHeaders()::set);
    answer(exchange, 200, file.contentType(), file.bytes());
  }

  private static boolean fromHere(Headers headers) {
    @Nullable String host = headers.getFirst("Host");
    if (host == null || !LOCAL_NAMES.contains(host.replaceFirst(":\\d+$", ""))) {
      return false;
    }
    @Nullable String site = headers.getFirst("Sec-Fetch-Site");
    @Nullable String origin = headers.getFirst("Origin");
    return (site == null || SAME_ORIGIN.contains(site))
        && (origin == null || origin.equals("http://" + host));
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    answer(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    boolean silent = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, silent ? -1 : body.length);
    if (!silent) {
      exchange.getResponseBody().write(body);
    }
  }
}
