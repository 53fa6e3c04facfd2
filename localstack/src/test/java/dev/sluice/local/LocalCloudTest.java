package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.http.CallRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

class LocalCloudTest {
  private static final StaticCredentialsProvider USER =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  @TempDir Path data;

  @Test
  void anApplicationRunsFromItsTemplateAndFindsEverythingAgainAfterARestart() throws Exception {
    String port;
    try (LocalCloud cloud = builder().data(data).start()) {
      HttpResponse<String> answer = get(cloud.apiUrl() + "/notes/7");
      assertThat(answer.body()).isEqualTo("hello {id=7}");

      s3(cloud).putObject(to -> to.bucket(output(cloud, "Bucket")).key("in/a.txt"), text("one"));
      s3(cloud).putObject(to -> to.bucket(output(cloud, "Bucket")).key("out/b.txt"), text("two"));
      awaitNote(cloud, "in/a.txt");
      assertThat(hasNote(cloud, "out/b.txt")).isFalse();

      String _ =
          sqs(cloud)
              .sendMessage(to -> to.queueUrl(output(cloud, "Lost")).messageBody("kept"))
              .messageId();
      port = Integer.toString(cloud.endpoint().getPort());
    }

    try (LocalCloud cloud = builder().data(data).port(Integer.parseInt(port)).start()) {
      assertThat(hasNote(cloud, "in/a.txt")).isTrue();
      assertThat(
              s3(cloud)
                  .getObjectAsBytes(from -> from.bucket(output(cloud, "Bucket")).key("in/a.txt"))
                  .asUtf8String())
          .isEqualTo("one");
      assertThat(sqs(cloud).receiveMessage(from -> from.queueUrl(output(cloud, "Lost"))).messages())
          .singleElement()
          .satisfies(message -> assertThat(message.body()).isEqualTo("kept"));
    }
    assertThat(data.resolve("logs")).isDirectoryContaining("glob:**/notes-Keeper-*.log");
  }

  @Test
  void messagesOfABatchAreDoneOrStayOneByOne() {
    try (LocalCloud cloud = builder().ephemeral().start()) {
      for (String body : new String[] {"good", "poison", "better"}) {
        var _ =
            sqs(cloud).sendMessage(to -> to.queueUrl(output(cloud, "Arrivals")).messageBody(body));
      }
      awaitNote(cloud, "good");
      awaitNote(cloud, "better");
      await().untilAsserted(() -> assertThat(hidden(cloud)).isEqualTo("1"));
    }
  }

  @Test
  void aMessageReachesItsFunctionWhoseLogIsAFile() {
    try (LocalCloud cloud = builder().data(data).start()) {
      var _ =
          sqs(cloud)
              .sendMessage(to -> to.queueUrl(output(cloud, "Arrivals")).messageBody("good day"));
      Path log =
          data.resolve("logs").resolve(cloud.function("Keeper").configuration().name() + ".log");

      await().untilAsserted(() -> assertThat(log).content().contains("message good day"));
    }
  }

  @Test
  void addressesAreThoseOfThisMachine() throws Exception {
    try (LocalCloud cloud =
        builder()
            .path(
                "/_page",
                exchange -> {
                  exchange.sendResponseHeaders(204, -1);
                  exchange.close();
                })
            .start()) {
      int port = cloud.endpoint().getPort();
      assertThat(cloud.endpoint()).isEqualTo(URI.create("http://127.0.0.1:" + port));
      assertThat(cloud.apiUrl()).isEqualTo(URI.create("http://localhost:" + port + "/_notes"));
      assertThat(output(cloud, "ApiUrl")).isEqualTo("http://localhost:" + port + "/_notes/");
      assertThat(get(cloud.endpoint() + "/_page").statusCode()).isEqualTo(204);
      assertThat(get(cloud.apiUrl() + "/elsewhere").body())
          .isEqualTo("{\"title\":\"no such note\"}");
      assertThat(cloud.function("Keeper").configuration().environment())
          .containsEntry("AWS_ENDPOINT_URL", cloud.endpoint().toString())
          .containsEntry("GREETING", "hello")
          .hasEntrySatisfying(
              "AWS_ACCESS_KEY_ID",
              key ->
                  assertThat(cloud.credentials().find(key).orElseThrow().principal())
                      .contains(":role/notes-Role-"));
    }
  }

  @Test
  void whoCalledIsRecordedUsersFunctionsAndTheServicesThemselves() {
    try (LocalCloud cloud = builder().ephemeral().start()) {
      s3(cloud).putObject(to -> to.bucket(output(cloud, "Bucket")).key("in/a.txt"), text("one"));

      await()
          .untilAsserted(
              () ->
                  assertThat(cloud.recorder().calls())
                      .extracting(
                          call -> call.principal().replaceFirst(".*:role/(.*)-.*", "$1"),
                          CallRecord::operation)
                      .contains(
                          tuple("user", "PutObject"),
                          tuple("s3.amazonaws.com", "SendMessage"),
                          tuple("lambda.amazonaws.com", "ReceiveMessage"),
                          tuple("notes-Role", "PutItem"),
                          tuple("lambda.amazonaws.com", "DeleteMessage")));
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> builder().port(taken.getLocalPort()).start())
          .isInstanceOf(LocalCloudException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " can't be used");
    }
  }

  @Test
  void aRefusedTemplateSaysWhichOneAndWhy() throws IOException {
    Path template =
        Files.writeString(
            data.resolve("bad.json"), "{\"Resources\":{\"T\":{\"Type\":\"AWS::SNS::Topic\"}}}");

    assertThatThrownBy(() -> LocalCloud.builder(template).start())
        .isInstanceOf(LocalCloudException.class)
        .hasMessageContaining("bad.json")
        .hasMessageContaining("T: the resource type AWS::SNS::Topic is not understood");
  }

  @Test
  void codeThatIsNotBuiltIsNamed() {
    assertThatThrownBy(() -> builder().codeBase(data).start())
        .isInstanceOf(LocalCloudException.class)
        .hasMessageContaining("build it first")
        .hasMessageContaining("Keeper: there is no directory " + data.resolve("test-classes"));
  }

  private static LocalCloudBuilder builder() {
    try {
      URI template =
          Objects.requireNonNull(LocalCloudTest.class.getResource("notes.template.json")).toURI();
      return LocalCloud.builder(Path.of(template))
          .codeBase(Path.of("target"))
          .apiPath("/_notes")
          .parameter("Greeting", "hello");
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String output(LocalCloud cloud, String name) {
    return Objects.requireNonNull(cloud.outputs().get(name));
  }

  private static String hidden(LocalCloud cloud) {
    return String.valueOf(
        sqs(cloud)
            .getQueueAttributes(
                of ->
                    of.queueUrl(output(cloud, "Arrivals"))
                        .attributeNamesWithStrings("ApproximateNumberOfMessagesNotVisible"))
            .attributesAsStrings()
            .get("ApproximateNumberOfMessagesNotVisible"));
  }

  private static void awaitNote(LocalCloud cloud, String id) {
    await().until(() -> hasNote(cloud, id));
  }

  private static boolean hasNote(LocalCloud cloud, String id) {
    return dynamoDb(cloud)
        .getItem(
            of ->
                of.tableName(output(cloud, "Table"))
                    .key(Map.of("id", AttributeValue.fromS(id)))
                    .consistentRead(true))
        .hasItem();
  }

  private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private static RequestBody text(String text) {
    return RequestBody.fromString(text);
  }

  private static S3Client s3(LocalCloud cloud) {
    return S3Client.builder()
        .endpointOverride(cloud.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(USER)
        .httpClient(UrlConnectionHttpClient.create())
        .forcePathStyle(true)
        .build();
  }

  private static SqsClient sqs(LocalCloud cloud) {
    return SqsClient.builder()
        .endpointOverride(cloud.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(USER)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private static DynamoDbClient dynamoDb(LocalCloud cloud) {
    return DynamoDbClient.builder()
        .endpointOverride(cloud.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(USER)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
