package dev.sluice.local;

import static dev.sluice.local.Notes.output;
import static dev.sluice.local.Notes.sqs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.lambda.InvocationResult;
import dev.sluice.local.lambda.Isolation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a cloud tells of the functions that run in it.
class ObservingTest {
  private static final byte[] EVENT =
      "{\"Records\":[{\"messageId\":\"m\",\"body\":\"poison\"}]}".getBytes(StandardCharsets.UTF_8);

  @Test
  void logsAreServedByNameLogicalIdOrAPartOfIt() throws Exception {
    try (LocalCloud cloud = Notes.builder().start()) {
      var _ = cloud.function("Keeper").invoke(EVENT);
      String name = cloud.function("Keeper").configuration().name();

      assertThat(get(cloud, "logs").body())
          .contains("\"function\":\"" + name + "\",\"logGroup\":\"/aws/lambda/" + name + "\"");
      for (String asked : new String[] {name, "Keeper", "keep"}) {
        assertThat(json(get(cloud, "logs/" + asked)).path("events").findValuesAsString("message"))
            .contains("message poison");
      }
      JsonNode last = json(get(cloud, "logs/Keeper?last=1")).path("events").path(0);
      assertThat(last.path("message").asString()).startsWith("REPORT RequestId: ");
      assertThat(
              json(get(cloud, "logs/Keeper?after=" + last.path("sequence").asString()))
                  .path("events")
                  .isEmpty())
          .isTrue();
      assertThat(get(cloud, "logs/nobody").statusCode()).isEqualTo(404);
      assertThat(get(cloud, "logs/nobody").body()).contains("no function is called nobody", name);
    }
  }

  @Test
  void aNumberThatIsNoneIsRefused() throws Exception {
    try (LocalCloud cloud = Notes.builder().start()) {
      for (String name : new String[] {"last", "after", "wait"}) {
        HttpResponse<String> answer = get(cloud, "logs/Keeper?" + name + "=x");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"message\":\"" + name + " is a number, not x\"}");
      }
    }
  }

  @Test
  void thePagesAreListedAndNamedWhereSomebodyAsksForAnother() throws Exception {
    try (LocalCloud cloud = Notes.builder().start()) {
      assertThat(json(get(cloud, "")).path("paths").valueStream().map(JsonNode::asString))
          .containsExactly(
              "/_localcloud/calls",
              "/_localcloud/clock",
              "/_localcloud/faults",
              "/_localcloud/logs",
              "/_localcloud/metrics",
              "/_localcloud/permissions");
      HttpResponse<String> nowhere = get(cloud, "nope");
      assertThat(nowhere.statusCode()).isEqualTo(404);
      assertThat(nowhere.body()).contains("/_localcloud/nope", "/_localcloud/permissions");
    }
  }

  @Test
  void metricsOfTheEmbeddedFormatAreServed() throws Exception {
    try (LocalCloud cloud = Notes.builder().start()) {
      var _ = cloud.function("Keeper").invoke(EVENT);

      JsonNode series = json(get(cloud, "metrics")).path("metrics").path(0);
      assertThat(series.path("namespace").asString()).isEqualTo("Notes");
      assertThat(series.path("metric").asString()).isEqualTo("Kept");
      assertThat(series.path("unit").asString()).isEqualTo("Count");
      assertThat(series.path("dimensions"))
          .isEqualTo(JsonMapper.shared().readTree("{\"Kind\":\"message\"}"));
      assertThat(series.path("count").asInt()).isPositive();
      assertThat(series.path("minimum").asDouble()).isZero();
    }
  }

  @Test
  void theSameApplicationRunsWithAProcessForEachInstance() {
    try (LocalCloud cloud = Notes.builder().isolation(Isolation.PROCESS).start()) {
      assertThat(cloud.function("Reader").invoke("{}".getBytes(StandardCharsets.UTF_8)))
          .isInstanceOfSatisfying(
              InvocationResult.Succeeded.class,
              answer -> assertThat(answer.payload()).contains("\"body\":\"hello null\""));
      var _ =
          sqs(cloud.endpoint())
              .sendMessage(to -> to.queueUrl(output(cloud, "Arrivals")).messageBody("good"));

      await().until(() -> Notes.hasNote(cloud, "good"));
    }
  }

  @Test
  void whoAsksOtherwiseThanByGetIsToldSo() throws Exception {
    try (LocalCloud cloud = Notes.builder().start()) {
      for (String page : new String[] {"logs", "metrics"}) {
        HttpResponse<String> answer =
            send(
                HttpRequest.newBuilder(URI.create(cloud.endpoint() + "/_localcloud/" + page))
                    .DELETE());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().map()).containsKey("Allow");
      }
    }
  }

  private static HttpResponse<String> get(LocalCloud cloud, String page)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(cloud.endpoint() + "/_localcloud/" + page)).GET());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }
}
