package dev.sluice.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An application that uploads by the API (docs/api.md), in as few requests as it allows.
/// Thread-safe.
final class ApiUser implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String api;
  private final String token;

  /// An upload that is READY.
  ///
  /// @param start when its creation was asked for
  /// @param created when the plan was there
  /// @param verdict from start until the answer to complete
  record Ready(String id, Instant start, Instant created, Duration verdict) {}

  /// @param environment what `./sluice up -- CMD` gives its command
  ApiUser(Map<String, String> environment) {
    api = Objects.requireNonNull(environment.get("SLUICE_URL")) + "/v1/uploads";
    token = Objects.requireNonNull(environment.get("SLUICE_TOKEN"));
  }

  /// Creates, sends and completes an upload.
  ///
  /// @throws IOException if the verdict is another than READY
  Ready upload(TestFile file) throws IOException, InterruptedException {
    Instant start = Instant.now();
    long began = System.nanoTime();
    JsonNode upload = call("POST", api, declaration(file));
    Instant created = Instant.now();
    send(upload.path("plan"), file.bytes());
    String id = upload.path("id").asString();
    JsonNode judged = call("POST", api + "/" + id + "/complete", "");
    Duration verdict = Duration.ofNanos(System.nanoTime() - began);
    if (!judged.path("state").asString().equals("READY")) {
      throw new IOException("not READY: " + judged);
    }
    return new Ready(id, start, created, verdict);
  }

  /// Asks for the upload every few milliseconds until every task is DONE.
  ///
  /// @throws IOException if one fails, or all are not done after five minutes
  void awaitProcessed(String id) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode upload = call("GET", api + "/" + id, "");
      if (isProcessed(upload)) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new IOException("not processed in " + PATIENCE.toMinutes() + " minutes: " + upload);
      }
      Thread.sleep(POLL);
    }
  }

  private static boolean isProcessed(JsonNode upload) throws IOException {
    JsonNode tasks = upload.path("tasks");
    boolean all = !tasks.isEmpty();
    for (JsonNode task : tasks) {
      switch (task.path("state").asString()) {
        case "DONE" -> {}
        case "QUEUED" -> all = false;
        default -> throw new IOException("a task has failed: " + task);
      }
    }
    return all;
  }

  private static String declaration(TestFile file) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("collection", file.collection())
        .put("fileName", file.name())
        .put("size", file.bytes().length)
        .toString();
  }

  private void send(JsonNode plan, byte[] bytes) throws IOException, InterruptedException {
    if (plan.path("kind").asString().equals("single")) {
      send(plan.path("request"), bytes, 0, bytes.length);
      return;
    }
    JsonNode parts = plan.path("parts");
    if (parts.size() != plan.path("partCount").asInt()) {
      throw new IOException("more parts than this benchmark sends: " + plan.path("partCount"));
    }
    int from = 0;
    for (JsonNode part : parts) {
      int size = part.path("size").asInt();
      send(part, bytes, from, size);
      from += size;
    }
  }

  private void send(JsonNode request, byte[] bytes, int from, int size)
      throws IOException, InterruptedException {
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(request.path("url").asString()))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes, from, size));
    request
        .path("headers")
        .properties()
        .forEach(header -> put.header(header.getKey(), header.getValue().asString()));
    HttpResponse<String> answer = http.send(put.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("S3 answered " + answer.statusCode() + ": " + answer.body());
    }
  }

  private JsonNode call(String method, String url, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "%s %s answered %d: %s".formatted(method, url, answer.statusCode(), answer.body()));
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
