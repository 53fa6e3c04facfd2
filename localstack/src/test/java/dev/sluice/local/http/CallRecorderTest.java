package dev.sluice.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallRecorderTest {
  private static final String SCOPE = "%s/20260101/us-east-1/s3/aws4_request";

  private final CallRecorder recorder = new CallRecorder();
  private final HttpClient http = HttpClient.newHttpClient();
  private FrontDoor door;

  @BeforeEach
  void open() {
    door = new FrontDoor(0, recorder, key -> Map.of("AKI", "role/reader").getOrDefault(key, key));
    door.service(
        "s3",
        exchange -> {
          exchange.sendResponseHeaders(206, -1);
          exchange.close();
        },
        exchange ->
            new Operation(
                exchange.getRequestMethod() + "Note", exchange.getRequestURI().getRawPath()));
    door.start();
  }

  @AfterEach
  void close() {
    door.close();
    http.close();
  }

  @Test
  void aCallIsReadOverHttpWithWhoMadeItAndHow() throws Exception {
    Instant before = Instant.now();
    send(
        request("/bucket/a%20b?partNumber=1&uploadId=u")
            .header("Authorization", "AWS4-HMAC-SHA256 Credential=" + SCOPE.formatted("AKI"))
            .header("Range", "bytes=0-9"));

    JsonNode call = firstCall();

    assertThat(call.path("service").asString()).isEqualTo("s3");
    assertThat(call.path("operation").asString()).isEqualTo("GETNote");
    assertThat(call.path("resource").asString()).isEqualTo("/bucket/a%20b");
    assertThat(call.path("principal").asString()).isEqualTo("role/reader");
    assertThat(call.path("presigned").asBoolean()).isFalse();
    assertThat(call.path("range").asString()).isEqualTo("bytes=0-9");
    assertThat(call.path("status").asInt()).isEqualTo(206);
    assertThat(Instant.parse(call.path("start").asString())).isBetween(before, Instant.now());
    assertThat(call.path("micros").asLong()).isPositive();
  }

  @Test
  void aPresignedCallIsItsSignersAndItsSignatureIsNotKept() throws Exception {
    send(
        request("/bucket/key?X-Amz-Signature=secret&X-Amz-Credential=" + SCOPE.formatted("AKI"))
            .PUT(HttpRequest.BodyPublishers.ofString("body")));

    JsonNode call = firstCall();

    assertThat(call.path("operation").asString()).isEqualTo("PUTNote");
    assertThat(call.path("principal").asString()).isEqualTo("role/reader");
    assertThat(call.path("presigned").asBoolean()).isTrue();
    assertThat(call.path("requestBytes").asInt()).isEqualTo(4);
    assertThat(call.toString()).doesNotContain("secret");
  }

  @Test
  void readingTheCallsIsNoCallAndDeletingForgetsThem() throws Exception {
    send(request("/bucket/key"));
    assertThat(firstCall()).isNotNull();
    assertThat(calls()).hasSize(1);

    assertThat(send(request("/_localcloud/calls").DELETE()).statusCode()).isEqualTo(204);

    assertThat(calls()).isEmpty();
  }

  @Test
  void anythingElseWithTheCallsIsRefused() throws Exception {
    HttpResponse<String> answer =
        send(request("/_localcloud/calls").POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, DELETE");
  }

  @Test
  void whatAServiceDoesByItselfIsItsOwnCallWhetherItWorksOrNot() {
    assertThat(
            recorder.recorded("lambda.amazonaws.com", "sqs", "ReceiveMessage", "q", () -> "answer"))
        .isEqualTo("answer");
    assertThatThrownBy(
            () ->
                recorder.recorded(
                    "lambda.amazonaws.com",
                    "sqs",
                    "DeleteMessage",
                    "q",
                    () -> {
                      throw new IllegalStateException("gone");
                    }))
        .hasMessage("gone");

    assertThat(recorder.calls())
        .extracting(CallRecord::principal, CallRecord::operation, CallRecord::status)
        .containsExactly(
            tuple("lambda.amazonaws.com", "ReceiveMessage", 200),
            tuple("lambda.amazonaws.com", "DeleteMessage", 500));
  }

  @Test
  void theOldestOfTooManyAreForgottenAndLongPathsAreCut() {
    for (int call = 0; call <= 100_000; call++) {
      recorder.add(call("/" + call));
    }
    recorder.add(call("x".repeat(10_000)));

    assertThat(recorder.calls()).hasSize(100_000);
    assertThat(recorder.calls().getFirst().resource()).isEqualTo("/2");
    assertThat(recorder.calls().getLast().resource()).hasSize(2048);
  }

  private static CallRecord call(String resource) {
    return new CallRecord("s3", "GetObject", resource, "user", false, "", 200, 0, Instant.EPOCH, 1);
  }

  /// A call is recorded right behind its answer.
  private JsonNode firstCall() throws IOException, InterruptedException {
    Awaitility.await().until(() -> !calls().isEmpty());
    return calls().path(0);
  }

  private JsonNode calls() throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(send(request("/_localcloud/calls")).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
