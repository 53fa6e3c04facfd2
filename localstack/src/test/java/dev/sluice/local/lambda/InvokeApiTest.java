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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvokeApiTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private LambdaFunction function;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    function = TestFunctions.probe().with(OptionalInt.of(1)).logging(log::add).start();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/", new InvokeApi(name -> Optional.of(function).filter(_ -> name.equals("probe"))));
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
    refused(invoke("nobody", "RequestResponse", "{}"), 404, "ResourceNotFoundException");
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

  private HttpResponse<String> invoke(String name, String type, String event)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/2015-03-31/functions/%s/invocations"
                        .formatted(server.getAddress().getPort(), name)))
            .header("X-Amz-Invocation-Type", type)
            .POST(BodyPublishers.ofString(event))
            .build(),
        BodyHandlers.ofString());
  }
}
