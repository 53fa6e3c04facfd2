package dev.sluice.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.local.lambda.AsynchronousConfiguration;
import dev.sluice.local.lambda.Destinations;
import dev.sluice.local.lambda.FunctionConfiguration;
import dev.sluice.local.lambda.Isolation;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.template.Stack;
import dev.sluice.local.time.MovableClock;
import dev.sluice.local.time.Timetable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RestApiStageTest {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  private final List<String> accessLog = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Timetable timetable = new Timetable(new MovableClock(() -> NOW));
  private LambdaFunction function;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    function =
        new LambdaFunction(
            new FunctionConfiguration(
                "gate",
                "arn",
                "example.functions.Gate",
                Path.of("target", "test-classes").toAbsolutePath(),
                Map.of(),
                Duration.ofSeconds(20),
                128,
                OptionalInt.empty(),
                AsynchronousConfiguration.DEFAULT),
            new LambdaFunction.Surroundings(Isolation.THREAD, timetable, UUID::randomUUID),
            Destinations.NONE,
            entry -> {});
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    RestApiStage stage =
        new RestApiStage(
            api(),
            new Stack.Stage(
                "prod", Map.of("color", "red"), OptionalDouble.of(0.1), OptionalInt.of(3)),
            new RestApiStage.Surroundings(
                Map.of("gate", function),
                (_, methodArn) -> !methodArn.endsWith("/GET/forbidden"),
                "us-east-1",
                "000000000000",
                () -> NOW,
                UUID::randomUUID,
                accessLog::add));
    server.createContext("/api", stage.below("/api"));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    function.close();
    timetable.close();
  }

  @Test
  void aFunctionGetsTheRequestAsAProxyEvent() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/things/a%20b?x=1&x=2&y=%26z")
                .header("X-Own", "one")
                .header("X-Own", "two")
                .POST(BodyPublishers.ofString("hällo")));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().allValues("Set-Cookie")).containsExactlyInAnyOrder("a=1", "b=2");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
    assertThat(answer.body())
        .contains("resource=/things/{id}, path=/things/a%20b, httpMethod=POST")
        .contains("queryStringParameters={x=2, y=&z}")
        .contains("multiValueQueryStringParameters={x=[1, 2], y=[&z]}")
        .contains("pathParameters={id=a%20b}", "stageVariables={color=red}")
        .containsIgnoringCase("X-Own=two")
        .containsIgnoringCase("X-Own=[one, two]")
        .contains("path=/prod/things/a%20b", "resourcePath=/things/{id}", "stage=prod")
        .contains("requestTime=03/Feb/2026:04:05:06 +0000", "sourceIp=127.0.0.1")
        .contains("body=hällo, isBase64Encoded=false");
    assertThat(accessLog).singleElement().asString().contains("POST /things/a%20b 201");
  }

  @Test
  void bytesGoInAndOutInBase64() throws Exception {
    HttpResponse<String> in =
        send(
            request("/things/1")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(new byte[] {1, 2})));
    HttpResponse<byte[]> out = client.send(request("/bytes").build(), BodyHandlers.ofByteArray());

    assertThat(in.body()).contains("body=AQI=, isBase64Encoded=true");
    assertThat(out.body()).containsExactly(0, -1, 7);
  }

  @Test
  void whatTheGatewayAnswersItselfFollowsTheTemplate() throws Exception {
    HttpResponse<String> answer = send(request("/nowhere"));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(new JsonMapper().readTree(answer.body()).path("title").asString())
        .isEqualTo("Missing Authentication Token");
  }

  @Test
  void aMalformedAnswerAndAnErrorAreABadGateway() throws Exception {
    for (String path : List.of("/malformed", "/fails")) {
      HttpResponse<String> answer = send(request(path));

      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Internal server error\"}");
    }
  }

  @Test
  void moreThanTheBurstIsThrottled() throws Exception {
    List<Integer> statuses = new ArrayList<>();
    for (int count = 0; count < 4; count++) {
      statuses.add(send(request("/things/1")).statusCode());
    }

    assertThat(statuses).containsExactly(201, 201, 201, 429);
  }

  @Test
  void moreThanTenMegabytesAreRefused() throws Exception {
    HttpResponse<String> answer =
        send(request("/things/1").POST(BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1])));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api" + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static Stack.RestApi api() {
    String any =
        """
        {"x-amazon-apigateway-any-method": {"x-amazon-apigateway-integration": {
          "uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:gate/invocations"}}}
        """;
    return new Stack.RestApi(
        "Api",
        "abc123",
        new JsonMapper()
            .readTree(
                """
                {"paths": {"/things/{id}": %1$s, "/malformed": %1$s, "/fails": %1$s, "/bytes": %1$s}}
                """
                    .formatted(any)),
        List.of("image/*"),
        List.of(
            new Stack.GatewayResponse(
                "MISSING_AUTHENTICATION_TOKEN",
                OptionalInt.of(404),
                Map.of("Content-Type", "'application/problem+json'"),
                Map.of(
                    "application/json",
                    "{\"title\":$context.error.messageString,\"id\":\"$context.requestId\"}"))),
        List.of());
  }
}
