package dev.sluice.cli;

import java.io.IOException;
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

  static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  @Override
  public void close() {
    cloud.close();
    http.close();
  }
}
