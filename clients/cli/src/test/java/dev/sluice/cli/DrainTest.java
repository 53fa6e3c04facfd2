package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Ctrl-C on the real `up`, right behind a verdict whose tasks are only just queued.
final class DrainTest {
  private static final Path PROJECT = Path.of(System.getProperty("sluice.home"));

  @TempDir Path home;

  private final HttpClient http = HttpClient.newHttpClient();
  private String token = "";

  @Test
  void what_was_queued_is_done_before_or_after_it_stopped() throws Exception {
    Files.createSymbolicLink(home.resolve("infra-cdk"), PROJECT.resolve("infra-cdk"));
    Files.createSymbolicLink(home.resolve("functions"), PROJECT.resolve("functions"));
    Files.createSymbolicLink(home.resolve("sluice.yaml"), PROJECT.resolve("sluice.yaml"));

    ChildJvm first = ChildJvm.up(home, "up", "--port", "0");
    String url = url();
    token = ChildJvm.up(home, "token").out().strip();
    String id = completed(url);
    first.signal("INT");
    assertThat(first.status()).isZero();
    assertThat(first.err()).contains("draining…");

    ChildJvm second = ChildJvm.up(home, "up", "--port", "0");
    String again = url();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> tasksEnded(send("GET", again + "/v1/uploads/" + id, "")));
    second.signal("TERM");
    assertThat(second.status()).isZero();
  }

  private String url() {
    StateDirectory state = new StateDirectory(home.resolve(".sluice"));
    await().atMost(Duration.ofSeconds(60)).until(() -> state.announced().isPresent());
    return state.announced().orElseThrow();
  }

  private String completed(String url) throws IOException, InterruptedException {
    JsonNode created = send("POST", url + "/v1/uploads", "{\"fileName\":\"a.txt\",\"size\":5}");
    String id = created.path("id").asString();
    JsonNode request = created.path("plan").path("request");
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(request.path("url").asString()))
            .PUT(BodyPublishers.ofString("hello"));
    request
        .path("headers")
        .properties()
        .forEach(header -> put.header(header.getKey(), header.getValue().asString()));
    assertThat(http.send(put.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    JsonNode judged = send("POST", url + "/v1/uploads/" + id + "/complete", "");
    assertThat(judged.path("state").asString()).isEqualTo("READY");
    assertThat(judged.path("tasks").size()).isPositive();
    return id;
  }

  private static boolean tasksEnded(JsonNode upload) {
    return StreamSupport.stream(upload.path("tasks").spliterator(), false)
        .allMatch(task -> task.path("state").asString().equals("DONE"));
  }

  private JsonNode send(String method, String url, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return Json.read(response.body());
  }
}
