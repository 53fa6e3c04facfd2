package dev.sluice.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Which request goes where. Each service here answers its name.
class FrontDoorTest {
  private static final String SCOPE = "Credential=AKID/20260101/us-east-1/%s/aws4_request";

  private final CallRecorder recorder = new CallRecorder();
  private final FrontDoor door = new FrontDoor(0, recorder, key -> key);
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    for (String service : new String[] {"s3", "sqs", "dynamodb"}) {
      door.service(service, answering(service));
    }
    door.path("/_app", answering("app"));
    door.path("/_app/inner", answering("inner"));
    door.path("/_aws/execute-api/id/prod", answering("stage"));
    door.start();
  }

  @AfterEach
  void stop() {
    client.close();
    door.close();
  }

  @ParameterizedTest
  @CsvSource({"s3", "sqs", "dynamodb"})
  void the_service_is_the_one_in_the_scope_of_the_signature(String service) throws Exception {
    String scope = SCOPE.formatted(service);

    assertThat(
            body(
                request("/any/path")
                    .header("Authorization", "AWS4-HMAC-SHA256 " + scope + ", SignedHeaders=host")))
        .isEqualTo(service);
    assertThat(
            body(
                request("/any/path")
                    .header("Authorization", "AWS4-HMAC-SHA256 SignedHeaders=host," + scope)))
        .isEqualTo(service);
    assertThat(body(request("/any/path?X-Amz-" + scope.replace("/", "%2F") + "&X-Amz-Expires=9")))
        .isEqualTo(service);
    assertThat(recorder.calls())
        .hasSize(3)
        .allSatisfy(
            call -> {
              assertThat(call.service()).isEqualTo(service);
              assertThat(call.principal()).isEqualTo("AKID");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "/, DynamoDB_20120810.GetItem, '', dynamodb",
    "/, AmazonSQS.SendMessage, '', sqs",
    "/000000000000/queue, '', application/x-www-form-urlencoded; charset=utf-8, sqs",
    "/bucket/key, '', image/png, s3",
  })
  void an_unsigned_request_goes_to_the_service_whose_protocol_it_speaks(
      String path, String target, String type, String service) throws Exception {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.noBody());
    if (!target.isEmpty()) {
      request.header("X-Amz-Target", target);
    }
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }

    assertThat(body(request)).isEqualTo(service);
  }

  @ParameterizedTest
  @CsvSource({
    "/_app, app",
    "/_app/, app",
    "/_app/v1/x?y=z, app",
    "/_app/inner, inner",
    "/_app/inner/x, inner",
    "/_app/innermost, app",
    "/_aws/execute-api/id/prod/v1, stage",
    "/_aws/execute-api/id/production/v1, s3",
    "/_apple, s3",
    "/bucket/_app, s3",
  })
  void a_path_takes_itself_and_all_below_it(String path, String expected) throws Exception {
    assertThat(body(request(path))).isEqualTo(expected);
  }

  @Test
  void a_path_wins_over_a_signature() throws Exception {
    assertThat(
            body(
                request("/_app/x")
                    .header("Authorization", "AWS4-HMAC-SHA256 " + SCOPE.formatted("sqs"))))
        .isEqualTo("app");
  }

  @Test
  void health_has_the_shape_of_LocalStacks() throws Exception {
    HttpResponse<String> answer = send(request("/_localstack/health"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(JsonMapper.shared().readTree(answer.body()))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"services": {"dynamodb": "running", "s3": "running", "sqs": "running"},
                     "edition": "community", "version": "embedded"}
                    """));
  }

  @Test
  void health_can_be_asked_for_by_HEAD() throws Exception {
    HttpResponse<String> answer = send(request("/_localstack/health").HEAD());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void a_service_that_is_not_here_is_named_in_the_protocol_of_the_caller() throws Exception {
    HttpRequest.Builder query =
        request("/").header("Authorization", "AWS4-HMAC-SHA256 " + SCOPE.formatted("sts"));
    HttpResponse<String> xml = send(query.POST(BodyPublishers.ofString("Action=X")));
    assertThat(xml.statusCode()).isEqualTo(501);
    assertThat(xml.body())
        .contains("<Code>UnknownService</Code>")
        .contains("There is no service sts here, only dynamodb, s3, sqs.");

    HttpResponse<String> json =
        send(request("/").header("X-Amz-Target", "Kinesis_20131202.PutRecord"));
    assertThat(json.statusCode()).isEqualTo(501);
    assertThat(JsonMapper.shared().readTree(json.body()).path("message").asString())
        .contains("There is no service Kinesis_20131202 here");
  }

  @Test
  void closing_waits_for_a_request_that_is_being_answered() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    door.path(
        "/slow",
        exchange -> {
          arrived.countDown();
          await(finish);
          answering("done at last").handle(exchange);
        });
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request("/slow").build(), BodyHandlers.ofString());
    await(arrived);

    Thread closing = Thread.ofVirtual().start(door::close);
    assertThat(closing.join(Duration.ofMillis(200))).isFalse();
    finish.countDown();

    assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done at last");
    assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
  }

  @RepeatedTest(20)
  void closing_does_not_wait_for_clients_that_hang_up() throws Exception {
    long start = System.nanoTime();
    assertThat(body(request("/_app"))).isEqualTo("app");

    client.close();
    door.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "s3.localhost.localstack.cloud:4566, 200",
    "127.0.0.1, 200",
    "[::1]:4566, 200",
    "rebound.example:4566, 403",
    "localhost.rebound.example, 403",
    "notlocalhost, 403"
  })
  void pages_without_a_signature_answer_to_names_of_this_machine_only(String host, int status)
      throws Exception {
    assertThat(status("/_localstack/health", host)).isEqualTo(status);
    assertThat(status("/_localcloud/calls", host)).isEqualTo(status);
    assertThat(status("/_app", host)).isEqualTo(200);
  }

  private int status(String path, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(path, host)
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  @Test
  void what_nobody_expected_is_an_answer_all_the_same() throws Exception {
    door.path(
        "/_broken",
        _ -> {
          throw new IllegalStateException("secret");
        });

    HttpResponse<String> answer = send(request("/_broken"));

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("unexpected").doesNotContain("secret");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String body(HttpRequest.Builder request) throws IOException, InterruptedException {
    return send(request).body();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path));
  }

  private static HttpHandler answering(String text) {
    return exchange -> {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    };
  }
}
