package dev.sluice.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LambdaApiTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private LambdaFunction function;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    function = TestFunctions.probe().with(OptionalInt.of(1)).logging(log::add).start();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        new LambdaApi(
            new OneFunction(function),
            "arn:aws:lambda:us-east-1:000000000000:function:",
            notices::add));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    function.close();
    client.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "probe",
        "probe:live",
        "probe:%24LATEST",
        "probe:live?Qualifier=live",
        "probe?Qualifier=$LATEST",
        "000000000000:function:probe",
        "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Aprobe%3A1"
      })
  void aFunctionIsInvokedByItsNameAndByItsArn(String name) throws Exception {
    HttpResponse<String> answer = invoke(name, "RequestResponse", "{}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"greeting\":\"hello\"");
    assertThat(answer.headers().firstValue("X-Amz-Executed-Version")).hasValue("$LATEST");
    assertThat(answer.headers().firstValue("X-Amz-Function-Error")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, nobody",
    "probe:5, probe:5",
    "probe?Qualifier=nope, probe:nope",
  })
  void whatIsNotThereIsNotFoundAndANoticeTellsWhatIs(String asked, String missing)
      throws Exception {
    HttpResponse<String> answer = invoke(asked, "RequestResponse", "{}");

    refused(answer, 404, "ResourceNotFoundException");
    String message =
        "Function not found: arn:aws:lambda:us-east-1:000000000000:function:" + missing;
    assertThat(answer.body()).contains("\"" + message + "\"");
    assertThat(notices).containsExactly(message + "; there are probe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn%3Aaws%3Alambda%3Aeu-west-1%3A000000000000%3Afunction%3Aprobe",
        "arn%3Aaws%3Alambda%3Aus-east-1%3A111111111111%3Afunction%3Aprobe",
        "111111111111:function:probe"
      })
  void aFunctionOfAnotherRegionOrAccountIsNotFound(String name) throws Exception {
    refused(invoke(name, "RequestResponse", "{}"), 404, "ResourceNotFoundException");
  }

  @Test
  void qualifiersThatContradictEachOtherAreRefused() throws Exception {
    refused(
        invoke("probe:live?Qualifier=1", "RequestResponse", "{}"),
        400,
        "InvalidParameterValueException");
  }

  @Test
  void anEmptyPayloadIsAnEmptyObject() throws Exception {
    assertThat(invoke("probe", "RequestResponse", "").body()).contains("\"greeting\":\"hello\"");
  }

  @Test
  void theEndOfTheLogComesBackIfItIsAskedFor() throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("probe", "RequestResponse", "{\"print\":\"said\"}")
                .header("X-Amz-Log-Type", "Tail")
                .build(),
            BodyHandlers.ofString());

    String tail = tail(answer);
    assertThat(tail).startsWith("START RequestId: ").contains("\nsaid\n", "\nEND RequestId: ");
    assertThat(tail.lines().toList().getLast()).startsWith("REPORT RequestId: ");
  }

  @Test
  void noMoreThanFourKilobytesOfTheLogComeBack() throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("probe", "RequestResponse", "{\"fail\":\"" + "x".repeat(5000) + "\"}")
                .header("X-Amz-Log-Type", "Tail")
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("X-Amz-Function-Error")).hasValue("Unhandled");
    assertThat(tail(answer)).hasSize(4096).contains("\nREPORT RequestId: ");
  }

  @Test
  void functionsAreListedAndDescribed() throws Exception {
    JsonNode configuration = get("/probe/configuration");

    assertThat(configuration.path("FunctionName").asString()).isEqualTo("probe");
    assertThat(configuration.path("Handler").asString())
        .isEqualTo("example.functions.Probe::handleRequest");
    assertThat(configuration.path("Timeout").asInt()).isEqualTo(30);
    assertThat(configuration.path("MemorySize").asInt()).isEqualTo(256);
    assertThat(configuration.path("Environment").path("Variables").toString())
        .isEqualTo("{\"GREETING\":\"hello\"}");
    assertThat(get("/probe").path("Configuration")).isEqualTo(configuration);
    assertThat(get("/").path("Functions").path(0)).isEqualTo(configuration);
  }

  @Test
  void anErrorOfTheFunctionIs200WithAHeader() throws Exception {
    HttpResponse<String> answer = invoke("probe", "RequestResponse", "{\"fail\":\"no\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Amz-Function-Error")).hasValue("Unhandled");
    assertThat(answer.body()).contains("\"errorMessage\":\"no\"");
  }

  @Test
  void anEventIsTakenAndDoneLater() throws Exception {
    assertThat(invoke("probe", "Event", "{\"print\":\"later\"}").statusCode()).isEqualTo(202);

    await().until(() -> log.contains("later"));
  }

  @Test
  void aDryRunRunsNothing() throws Exception {
    assertThat(invoke("probe", "DryRun", "{}").statusCode()).isEqualTo(204);
    assertThat(log).isEmpty();
  }

  @Test
  void whatLambdaRefusesIsRefusedByItsName() throws Exception {
    refused(invoke("probe", "RequestResponse", "{"), 400, "InvalidRequestContentException");
    String big = "\"" + "x".repeat(1024 * 1024) + "\"";
    refused(invoke("probe", "Event", big), 413, "RequestTooLargeException");
    refused(
        invoke("probe", "RequestResponse", "\"" + "x".repeat(6 * 1024 * 1024) + "\""),
        413,
        "RequestTooLargeException");
    refused(invoke("probe", "Telepathy", "{}"), 400, "InvalidParameterValueException");
    assertThat(function.drain(Duration.ofSeconds(5))).isTrue();
    refused(invoke("probe", "RequestResponse", "{}"), 429, "TooManyRequestsException");
  }

  private static void refused(HttpResponse<String> answer, int status, String type) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("X-Amzn-ErrorType")).hasValue(type);
  }

  private static String tail(HttpResponse<String> answer) {
    return new String(
        Base64.getDecoder().decode(answer.headers().firstValue("X-Amz-Log-Result").orElseThrow()),
        StandardCharsets.UTF_8);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private HttpResponse<String> invoke(String name, String type, String event)
      throws IOException, InterruptedException {
    return client.send(request(name, type, event).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String name, String type, String event) {
    String[] parts = name.split("\\?", 2);
    String query = parts.length < 2 ? "" : "?" + parts[1];
    return HttpRequest.newBuilder(uri("/" + parts[0] + "/invocations" + query))
        .header("X-Amz-Invocation-Type", type)
        .POST(BodyPublishers.ofString(event));
  }

  private URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:%d/2015-03-31/functions%s"
            .formatted(server.getAddress().getPort(), path));
  }

  /// It has a version and an alias.
  private record OneFunction(LambdaFunction function) implements FunctionDirectory {
    @Override
    public Optional<LambdaFunction> find(String name) {
      return Optional.of(function).filter(_ -> name.equals("probe"));
    }

    @Override
    public Collection<LambdaFunction> all() {
      return List.of(function);
    }

    @Override
    public boolean hasQualifier(String name, String qualifier) {
      return name.equals("probe") && List.of("1", "live").contains(qualifier);
    }
  }
}
