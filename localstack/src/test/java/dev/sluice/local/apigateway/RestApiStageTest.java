package dev.sluice.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.local.lambda.AsynchronousConfiguration;
import dev.sluice.local.lambda.Destinations;
import dev.sluice.local.lambda.FunctionConfiguration;
import dev.sluice.local.lambda.Isolation;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.lambda.UnpackedCode;
import dev.sluice.local.template.Integration;
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
import java.util.Optional;
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
  private final List<String> notices = new CopyOnWriteArrayList<>();
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
            new LambdaFunction.Surroundings(
                Isolation.THREAD, timetable, UUID::randomUUID, new UnpackedCode(Optional.empty())),
            Destinations.NONE,
            entry -> {});
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    RestApiStage stage =
        new RestApiStage(
            api(),
            new Stack.Stage(
                "prod",
                "dep123",
                Map.of("color", "red"),
                OptionalDouble.of(0.1),
                OptionalInt.of(3),
                Optional.of(
                    "$context.requestId|$context.requestTime|$context.identity.sourceIp|"
                        + "$context.httpMethod|$context.resourcePath|$context.path|$context.status|"
                        + "$context.responseLength|$context.integrationLatency|"
                        + "$context.integrationStatus|$context.integration.status|"
                        + "$context.error.responseType|$context.error.messageString|"
                        + "$context.authorizer.principalId")),
            new RestApiStage.Surroundings(
                Map.of("gate", function),
                (_, methodArn) ->
                    Optional.of("It may not").filter(_ -> methodArn.endsWith("/GET/forbidden")),
                "us-east-1",
                "000000000000",
                () -> NOW,
                UUID::randomUUID,
                accessLog::add,
                notices::add));
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
            request("/things/a%20b?x=1&x=2&y=%26z&/p/q=1&=e")
                .header("X-Own", "one")
                .header("X-Own", "two")
                .POST(BodyPublishers.ofString("hällo")));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().allValues("Set-Cookie")).containsExactlyInAnyOrder("a=1", "b=2");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
    assertThat(answer.body())
        .contains("resource=/things/{id}, path=/things/a%20b, httpMethod=POST")
        .contains("queryStringParameters={x=2, y=&z, /p/q=1, =e}")
        .contains("multiValueQueryStringParameters={x=[1, 2], y=[&z], /p/q=[1], =[e]}")
        .contains("pathParameters={id=a%20b}", "stageVariables={color=red}")
        .containsIgnoringCase("X-Own=two")
        .containsIgnoringCase("X-Own=[one, two]")
        .contains("path=/prod/things/a%20b", "resourcePath=/things/{id}", "stage=prod")
        .contains("apiId=abc123", "domainPrefix=abc123", "deploymentId=dep123")
        .contains("resourceId=res123", "cognitoIdentityId=null", "principalOrgId=null")
        .contains("requestTime=03/Feb/2026:04:05:06 +0000", "sourceIp=127.0.0.1")
        .contains("body=hällo, isBase64Encoded=false");
    assertThat(accessLog)
        .singleElement()
        .asString()
        .matches(
            "[0-9a-f-]{36}[|]03/Feb/2026:04:05:06 [+]0000[|]127.0.0.1[|]POST[|]/things/[{]id}[|]"
                + "/prod/things/a%20b[|]201[|]\\d+[|]0[|]200[|]201[|]-[|]-[|]-");
    assertThat(answer.headers().firstValue("x-amz-apigw-id"))
        .hasValue(accessLog.getFirst().substring(0, 36));
  }

  @Test
  void bytesGoInAndOutInBase64() throws Exception {
    HttpResponse<String> in =
        send(
            request("/things/1")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(new byte[] {1, 2})));
    HttpResponse<byte[]> out =
        client.send(
            request("/bytes").header("Accept", "image/png, */*").build(),
            BodyHandlers.ofByteArray());
    HttpResponse<String> asText = send(request("/bytes").header("Accept", "text/html, image/png"));

    assertThat(in.body()).contains("body=AQI=, isBase64Encoded=true");
    assertThat(out.body()).containsExactly(0, -1, 7);
    assertThat(asText.body()).isEqualTo("AP8H");
  }

  @Test
  void whatTheGatewayAnswersItselfFollowsTheTemplate() throws Exception {
    HttpResponse<String> answer = send(request("/nowhere"));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
        .hasValue("MissingAuthenticationTokenException");
    assertThat(accessLog.getFirst())
        .endsWith(
            "|-|/prod/nowhere|404|"
                + answer.body().length()
                + "|-|-|-|MISSING_AUTHENTICATION_TOKEN|\"Missing Authentication Token\"|-");
    assertThat(new JsonMapper().readTree(answer.body()).path("title").asString())
        .isEqualTo("Missing Authentication Token");
  }

  @Test
  void aMalformedAnswerAndAnErrorAreABadGateway() throws Exception {
    for (String path : List.of("/malformed", "/fails", "/large")) {
      HttpResponse<String> answer = send(request(path));

      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Internal server error\"}");
    }
  }

  @Test
  void aFunctionWhosePolicyDoesNotAllowTheMethodIsAnInternalError() throws Exception {
    HttpResponse<String> answer = send(request("/forbidden"));

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Internal server error\"}");
    String why =
        "Invalid permissions on Lambda function. It may not. Add an AWS::Lambda::Permission with"
            + " FunctionName gate, Action lambda:InvokeFunction,"
            + " Principal apigateway.amazonaws.com, and no SourceArn or one that fits"
            + " arn:aws:execute-api:us-east-1:000000000000:abc123/prod/GET/forbidden";
    assertThat(accessLog).hasSize(2);
    assertThat(accessLog.getFirst())
        .startsWith("(" + answer.headers().firstValue("x-amzn-RequestId").orElseThrow() + ") ")
        .endsWith(why);
    assertThat(notices).singleElement().asString().startsWith("Api: ").endsWith(why);
  }

  @Test
  void aFunctionThatTakesLongerThanTheGatewayWaitsIsTimedOut() throws Exception {
    HttpResponse<String> answer = send(request("/waits"));

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Endpoint request timed out\"}");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void headersOfTheGatewaysOwnComeUnderAnotherName() throws Exception {
    HttpResponse<String> answer = send(request("/unauthorized"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(answer.headers().firstValue("x-amzn-Remapped-WWW-Authenticate")).hasValue("Basic");
    assertThat(answer.headers().firstValue("x-amzn-Remapped-Date")).hasValue("yesterday");
  }

  @Test
  void aPreflightIsTheFunctionsAffair() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/things/1")
                .header("Origin", "https://example.com")
                .header("Access-Control-Request-Method", "PUT")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).contains("httpMethod=OPTIONS");
  }

  @Test
  void aPreflightCanStandInTheApiItself() throws Exception {
    HttpResponse<String> answer =
        send(request("/preflighted").method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).hasValue("GET,PUT");
    assertThat(accessLog.getFirst()).contains("|OPTIONS|/preflighted|", "|204|0|-|-|-|");
  }

  @Test
  void parametersThatAMethodAsksForHaveToBeThereAndNotBlank() throws Exception {
    HttpResponse<String> without = send(request("/checked/1?page="));
    HttpResponse<String> with = send(request("/checked/1?page=2").header("x-own", "one"));

    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(without.body())
        .isEqualTo("{\"message\":\"Missing required request parameters: [page, X-Own]\"}");
    assertThat(without.headers().firstValue("x-amzn-ErrorType")).hasValue("BadRequestException");
    assertThat(accessLog.getFirst()).contains("|400|", "|BAD_REQUEST_PARAMETERS|");
    assertThat(with.statusCode()).isEqualTo(201);
  }

  @Test
  void queriesArePartedBySemicolonsAndForwardedAddressesAreKept() throws Exception {
    assertThat(send(request("/things/1?a=1;b=2").header("X-Forwarded-For", "10.0.0.1")).body())
        .contains("queryStringParameters={a=1, b=2}", "X-Forwarded-For=10.0.0.1, 127.0.0.1");
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
    assertThat(answer.body()).isEqualTo("{\"message\":\"Request Too Long\"}");
    // What the template says for all of its kind.
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
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
    List<Stack.Method> methods = new ArrayList<>();
    for (String path :
        List.of(
            "/things/{id}",
            "/malformed",
            "/fails",
            "/bytes",
            "/forbidden",
            "/large",
            "/unauthorized")) {
      methods.add(method("ANY", path, gate(Duration.ofSeconds(29))));
    }
    methods.add(method("ANY", "/waits", gate(Duration.ofMillis(50))));
    methods.add(
        method(
            "OPTIONS",
            "/preflighted",
            new Integration.Mock(
                204, Map.of("Access-Control-Allow-Methods", List.of("GET,PUT")), "")));
    methods.add(
        new Stack.Method(
            "/checked/{id}",
            "GET",
            gate(Duration.ofSeconds(29)),
            List.of(
                new Stack.RequestParameter(Stack.RequestParameter.Place.PATH, "id"),
                new Stack.RequestParameter(Stack.RequestParameter.Place.QUERY, "page"),
                new Stack.RequestParameter(Stack.RequestParameter.Place.HEADER, "X-Own"))));
    return new Stack.RestApi(
        "Api",
        "abc123",
        methods,
        Map.of("/things/{id}", "res123"),
        List.of("image/*"),
        List.of(
            new Stack.GatewayResponse(
                "DEFAULT_4XX",
                OptionalInt.empty(),
                Map.of("Access-Control-Allow-Origin", "'*'"),
                Map.of()),
            new Stack.GatewayResponse(
                "MISSING_AUTHENTICATION_TOKEN",
                OptionalInt.of(404),
                Map.of("Content-Type", "'application/problem+json'"),
                Map.of(
                    "application/json",
                    "{\"title\":$context.error.messageString,\"id\":\"$context.requestId\"}"))),
        List.of());
  }

  private static Stack.Method method(String httpMethod, String path, Integration integration) {
    return new Stack.Method(path, httpMethod, integration, List.of());
  }

  private static Integration gate(Duration timeout) {
    return new Integration.Function("gate", timeout);
  }
}
