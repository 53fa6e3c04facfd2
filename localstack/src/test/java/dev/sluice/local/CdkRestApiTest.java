package dev.sluice.local;

import static dev.sluice.local.Notes.output;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What CDK's `RestApi` and `LambdaRestApi` write, asked over HTTP. The template is CDK's own:
/// `RestApiTemplateTest` of `infra-cdk` has the program that synthesized it, and fails when CDK
/// writes another.
class CdkRestApiTest {
  @TempDir private Path data;
  private final HttpClient client = HttpClient.newHttpClient();
  private LocalCloud cloud;

  @BeforeEach
  void start() {
    cloud =
        LocalCloud.builder(Notes.resource("cdk-rest-api.template.json"))
            .codeBase(Path.of("target"))
            .data(data)
            .start();
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void nestedResourcesParametersAndAnyMethodReachTheFunction() throws Exception {
    assertThat(send("GET", "").body()).contains("resource=/,", "stageVariables={color=red}");
    assertThat(send("DELETE", "books/a%20b").body())
        .contains("resource=/books/{id},", "httpMethod=DELETE", "pathParameters={id=a%20b}");
    assertThat(send("GET", "books/1?shelf=1").body())
        .containsPattern("resourceId=[a-z2-7]{6}[,}]")
        .containsPattern("deploymentId=[a-z2-7]{6}[,}]");
    assertThat(send("PUT", "books/7").statusCode()).isEqualTo(201);
    assertThat(send("PATCH", "books/7/pages/1/2").body())
        .contains("resource=/books/{id}/pages/{proxy+},", "pathParameters={id=7, proxy=1/2}");
  }

  @Test
  void aLambdaRestApiHandsEverythingToItsFunction() throws Exception {
    String url = output(cloud, "PlainEndpointDEAA717C");

    assertThat(send(request(url).GET()).body()).contains("resource=/,");
    assertThat(send(request(url + "any/where").GET()).body())
        .contains("resource=/{proxy+},", "pathParameters={proxy=any/where}");
  }

  @Test
  void preflightsAreAnsweredByTheApiItself() throws Exception {
    HttpResponse<String> ofOneOrigin = send("OPTIONS", "books/7");
    HttpResponse<String> ofAll = send("OPTIONS", "health");

    assertThat(ofOneOrigin.statusCode()).isEqualTo(204);
    assertThat(header(ofOneOrigin, "Access-Control-Allow-Origin"))
        .isEqualTo("https://shelf.example");
    assertThat(header(ofOneOrigin, "Access-Control-Allow-Methods")).isEqualTo("GET,PUT");
    assertThat(header(ofOneOrigin, "Access-Control-Max-Age")).isEqualTo("600");
    assertThat(header(ofOneOrigin, "Vary")).isEqualTo("Origin");
    assertThat(ofAll.statusCode()).isEqualTo(200);
    assertThat(header(ofAll, "Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void aMockAnswersWithItsText() throws Exception {
    HttpResponse<String> answer = send("GET", "health");

    assertThat(answer.body()).isEqualTo("well");
    assertThat(header(answer, "Content-Type")).isEqualTo("text/plain");
  }

  @Test
  void aValidatorsParametersHaveToBeThere() throws Exception {
    assertThat(send("GET", "books?shelf=2").statusCode()).isEqualTo(201);
    assertThat(send("GET", "books").body())
        .isEqualTo("{\"message\":\"Missing required request parameters: [shelf]\"}");
  }

  @Test
  void whatIsNotThereIsAnsweredAsTheGatewayResponseSays() throws Exception {
    HttpResponse<String> answer = send("POST", "books");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.body()).isEqualTo("{\"missing\":\"Missing Authentication Token\"}");
  }

  @Test
  void theStageThrottlesAndWritesItsAccessLog() throws Exception {
    List<Integer> statuses = new ArrayList<>();
    for (int count = 0; count < 30; count++) {
      statuses.add(send("GET", "health").statusCode());
    }

    assertThat(statuses).startsWith(200, 200).contains(429);
    String logged = Files.readAllLines(data.resolve("logs/access.log")).getFirst();
    JsonNode line = JsonMapper.shared().readTree(logged.substring(logged.indexOf('{')));
    assertThat(line.path("httpMethod").asString()).isEqualTo("GET");
    assertThat(line.path("resourcePath").asString()).isEqualTo("/health");
    assertThat(line.path("status").asString()).isEqualTo("200");
  }

  @Test
  void aQueuesTagsAreTold() {
    SqsClient sqs = Notes.sqs(cloud.endpoint());

    assertThat(sqs.listQueueTags(of -> of.queueUrl(sqs.listQueues().queueUrls().getFirst())).tags())
        .isEqualTo(Map.of("team", "library"));
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    return send(
        request(output(cloud, "ApiEndpoint4F160690") + path)
            .method(method, BodyPublishers.noBody()));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
