package dev.sluice.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An application that uploads by the API, in as few requests as it offers.
final class ApiUser implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(5);

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final String api;
  private final String token;
  private final String calls;

  ApiUser(Map<String, String> environment) {
    api = environment.get("SLUICE_URL") + "/v1/uploads";
    token = environment.get("SLUICE_TOKEN");
    calls = environment.get("AWS_ENDPOINT_URL") + "/_localcloud/calls";
  }

  /// Creates, sends and completes an upload.
  ///
  /// @return its id, when the verdict is READY
  /// @throws IOException if it is not
  String upload(String fileName, String mediaType, byte[] file)
      throws IOException, InterruptedException {
    Map<String, Object> declared =
        Map.of(
            "collection", "default",
            "fileName", fileName,
            "size", file.length,
            "mediaType", mediaType);
    JsonNode created = call("POST", api, json.writeValueAsString(declared));
    String id = created.path("id").asString();
    JsonNode plan = created.path("plan");
    if (plan.has("put")) {
      send(plan.path("put"), file, 0, file.length);
    } else {
      int partBytes = plan.path("partSize").intValue();
      int part = 0;
      for (JsonNode request : plan.path("parts")) {
        int from = part++ * partBytes;
        send(request, file, from, Math.min(partBytes, file.length - from));
      }
    }
    JsonNode judged = call("POST", api + "/" + id + "/complete", "{}");
    if (!judged.path("state").asString().equals("READY")) {
      throw new IOException("the upload is " + judged);
    }
    return id;
  }

  private void send(JsonNode request, byte[] file, int from, int length)
      throws IOException, InterruptedException {
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(request.path("url").asString()))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(file, from, length));
    request
        .path("headers")
        .properties()
        .forEach(header -> put.header(header.getKey(), header.getValue().asString()));
    HttpResponse<String> answer = http.send(put.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("S3 answered " + answer.statusCode() + ": " + answer.body());
    }
  }

  /// Asks for the status until every task is done.
  void awaitProcessed(String id) throws IOException, InterruptedException {
    while (true) {
      JsonNode tasks = call("GET", api + "/" + id, "").path("tasks");
      if (tasks.size() > 0
          && StreamSupport.stream(tasks.spliterator(), false)
              .allMatch(task -> task.path("state").asString().equals("DONE"))) {
        return;
      }
      Thread.sleep(POLL);
    }
  }

  /// How often each operation of an AWS service was called since [#forgetCalls], by whomever.
  Map<String, Integer> calls() throws IOException, InterruptedException {
    Map<String, Integer> counts = new TreeMap<>();
    for (JsonNode call : call("GET", calls, "")) {
      counts.merge(
          call.path("service").asString() + " " + call.path("operation").asString(),
          1,
          Integer::sum);
    }
    return counts;
  }

  void forgetCalls() throws IOException, InterruptedException {
    call("DELETE", calls, "");
  }

  private JsonNode call(String method, String url, String body)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          method + " " + url + " answered " + answer.statusCode() + ": " + json.readTree(answer.body()));
    }
    return answer.body().length == 0 ? json.nullNode() : json.readTree(answer.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
