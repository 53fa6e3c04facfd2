package dev.sluice.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real thing: the committed template, the built functions, over HTTP.
final class RunningPipeline implements AutoCloseable {
  private static final Path HOME = Path.of(System.getProperty("sluice.home"));

  private final HttpClient http = HttpClient.newHttpClient();
  private final Issuer issuer;
  private final Cloud cloud;

  /// @param folder for the issuer's key
  RunningPipeline(Path folder) throws IOException {
    this(folder, false);
  }

  /// @param processes whether each function is a process of its own
  RunningPipeline(Path folder, boolean processes) throws IOException {
    issuer = Issuer.open(new StateDirectory(folder));
    cloud =
        EmbeddedCloud.starter()
            .start(
                new Cloud.Settings(
                    HOME,
                    0,
                    Optional.empty(),
                    processes,
                    _ -> issuer.templateParameters(),
                    new Page(this::apiUrl, () -> token("local"))));
  }

  URI apiUrl() {
    return cloud.apiUrl();
  }

  URI pageUrl() {
    return cloud.pageUrl();
  }

  URI endpoint() {
    return cloud.endpoint();
  }

  String token(String tenant) {
    return issuer.token(tenant, Duration.ofHours(1), Instant.now());
  }

  /// Held an hour ago.
  String expiredToken() {
    return issuer.token("local", Duration.ofHours(1), Instant.now().minus(Duration.ofHours(2)));
  }

  Terminal terminal(Path home) {
    return new Terminal(home)
        .with("SLUICE_URL", apiUrl().toString())
        .with("SLUICE_TOKEN", token("local"));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, path, body, "Bearer " + token("local"));
  }

  HttpResponse<String> send(String method, String path, String body, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(apiUrl() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /// Sends a body by a presigned request of the plan, as it says.
  HttpResponse<String> put(JsonNode request, byte[] body) throws IOException, InterruptedException {
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(request.path("url").asString()))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(body));
    request
        .path("headers")
        .properties()
        .forEach(header -> put.header(header.getKey(), header.getValue().asString()));
    return http.send(put.build(), BodyHandlers.ofString());
  }

  /// Asks S3 by a presigned URL.
  HttpResponse<String> download(String url) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  /// Lets calls go wrong, as the local cloud's `/_localcloud/faults` has it.
  ///
  /// @param fault in JSON, with single quotes
  void fault(String fault) {
    HttpResponse<String> asked = admin("POST", "faults", fault.replace('\'', '"'));
    if (asked.statusCode() != 204) {
      throw new IllegalArgumentException(asked.body());
    }
  }

  /// How many faults have not happened yet, or not as often as they are to.
  int faults() {
    return json(admin("GET", "faults", "")).size();
  }

  /// Nothing goes wrong any more, and calls that were held go on.
  void clearFaults() {
    var _ = admin("DELETE", "faults", "");
  }

  /// Whether a role with this in its name has had an answer to such a call.
  boolean called(String operation, String role) {
    return json(admin("GET", "calls", ""))
        .valueStream()
        .anyMatch(
            call ->
                call.path("operation").asString().equals(operation)
                    && call.path("principal").asString().contains(role));
  }

  /// Moves the clock of the queues.
  void advance(Duration duration) {
    var _ = admin("POST", "clock", "{\"advance\":\"" + duration + "\"}");
  }

  /// What was allowed, done and refused here.
  private JsonNode permissions() {
    return json(admin("GET", "permissions", ""));
  }

  private HttpResponse<String> admin(String method, String page, String body) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(endpoint() + "/_localcloud/" + page))
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  @Override
  public void close() {
    UsedPermissions.add(permissions());
    cloud.close();
    http.close();
  }
}
