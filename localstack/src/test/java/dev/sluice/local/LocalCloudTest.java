package dev.sluice.local;

import static dev.sluice.local.Notes.dynamoDb;
import static dev.sluice.local.Notes.hasNote;
import static dev.sluice.local.Notes.output;
import static dev.sluice.local.Notes.s3;
import static dev.sluice.local.Notes.sqs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.http.CallRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class LocalCloudTest {
  @TempDir Path data;

  @Test
  void anApplicationRunsFromItsTemplateAndFindsEverythingAgainAfterARestart() throws Exception {
    String port;
    try (LocalCloud cloud = Notes.builder().data(data).start()) {
      HttpResponse<String> answer = get(cloud.apiUrl() + "/notes/7");
      assertThat(answer.body()).isEqualTo("hello {id=7}");

      s3(cloud.endpoint())
          .putObject(to -> to.bucket(output(cloud, "Bucket")).key("in/a.txt"), text("one"));
      s3(cloud.endpoint())
          .putObject(to -> to.bucket(output(cloud, "Bucket")).key("out/b.txt"), text("two"));
      awaitNote(cloud, "in/a.txt");
      assertThat(hasNote(cloud, "out/b.txt")).isFalse();

      String _ =
          sqs(cloud.endpoint())
              .sendMessage(to -> to.queueUrl(output(cloud, "Lost")).messageBody("kept"))
              .messageId();
      port = Integer.toString(cloud.endpoint().getPort());
    }

    try (LocalCloud cloud = Notes.builder().data(data).port(Integer.parseInt(port)).start()) {
      assertThat(hasNote(cloud, "in/a.txt")).isTrue();
      assertThat(
              s3(cloud.endpoint())
                  .getObjectAsBytes(from -> from.bucket(output(cloud, "Bucket")).key("in/a.txt"))
                  .asUtf8String())
          .isEqualTo("one");
      assertThat(
              sqs(cloud.endpoint())
                  .receiveMessage(from -> from.queueUrl(output(cloud, "Lost")))
                  .messages())
          .singleElement()
          .satisfies(message -> assertThat(message.body()).isEqualTo("kept"));
    }
    assertThat(data.resolve("logs")).isDirectoryContaining("glob:**/notes-Keeper-*.log");
  }

  @Test
  void messagesOfABatchAreDoneOrStayOneByOne() {
    try (LocalCloud cloud = Notes.builder().ephemeral().start()) {
      for (String body : new String[] {"good", "poison", "better"}) {
        var _ =
            sqs(cloud.endpoint())
                .sendMessage(to -> to.queueUrl(output(cloud, "Arrivals")).messageBody(body));
      }
      awaitNote(cloud, "good");
      awaitNote(cloud, "better");
      await().untilAsserted(() -> assertThat(hidden(cloud)).isEqualTo("1"));
    }
  }

  @Test
  void aMessageReachesItsFunctionWhoseLogIsAFile() {
    try (LocalCloud cloud = Notes.builder().data(data).start()) {
      var _ =
          sqs(cloud.endpoint())
              .sendMessage(to -> to.queueUrl(output(cloud, "Arrivals")).messageBody("good day"));
      Path log =
          data.resolve("logs").resolve(cloud.function("Keeper").configuration().name() + ".log");

      await().untilAsserted(() -> assertThat(log).content().contains("message good day"));
    }
  }

  @Test
  void addressesAreThoseOfThisMachine() throws Exception {
    try (LocalCloud cloud =
        Notes.builder()
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
              "AWS_SESSION_TOKEN", token -> assertThat(token).matches("[A-Za-z0-9+/]+={0,2}"))
          .hasEntrySatisfying(
              "AWS_ACCESS_KEY_ID",
              key ->
                  assertThat(cloud.credentials().find(key).orElseThrow().principal().name())
                      .contains(":role/notes-Role-"));
    }
  }

  @Test
  void whoCalledIsRecordedUsersFunctionsAndTheServicesThemselves() {
    try (LocalCloud cloud = Notes.builder().ephemeral().start()) {
      s3(cloud.endpoint())
          .putObject(to -> to.bucket(output(cloud, "Bucket")).key("in/a.txt"), text("one"));

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
  void theApiIsAlsoWhereLocalStackHasIt() throws Exception {
    LocalCloudBuilder withoutShortPath =
        LocalCloud.builder(Notes.template())
            .codeBase(Path.of("target"))
            .parameter("Greeting", "hello");
    try (LocalCloud cloud = withoutShortPath.start()) {
      assertThat(cloud.apiUrl().getPath()).matches("/_aws/execute-api/[a-z0-9]{10}/prod");

      assertThat(get(cloud.apiUrl() + "/notes/7").body()).isEqualTo("hello {id=7}");
      HttpResponse<String> otherStage = get(cloud.apiUrl() + "uction/notes/7");
      assertThat(otherStage.statusCode()).isEqualTo(403);
      assertThat(otherStage.body()).isEqualTo("{\"message\":\"Forbidden\"}");
      HttpResponse<String> otherApi = get(cloud.endpoint() + "/_aws/execute-api/abc/prod/notes/7");
      assertThat(otherApi.statusCode()).isEqualTo(404);
      assertThat(otherApi.body()).isEqualTo("{\"message\":\"There is no API abc here\"}");
      // Any other path is S3's; and S3 answers nobody without a signature.
      assertThat(get(cloud.endpoint() + "/").body()).contains("<Error>");
    }
  }

  @Test
  void everyServiceChecksSignatures() {
    try (LocalCloud cloud = Notes.builder().start()) {
      URI endpoint = cloud.endpoint();

      assertRefused(() -> s3(endpoint, "wrong").listBuckets(), "SignatureDoesNotMatch");
      assertRefused(() -> sqs(endpoint, "wrong").listQueues(), "InvalidSignatureException");
      assertRefused(() -> dynamoDb(endpoint, "wrong").listTables(), "InvalidSignatureException");
    }
  }

  @Test
  void somebodysLongPollDoesNotKeepTheCloudFromStopping() throws Exception {
    LocalCloud cloud = Notes.builder().start();
    SqsClient client = sqs(cloud.endpoint());
    CompletableFuture<List<Message>> polling =
        CompletableFuture.supplyAsync(
            () ->
                client
                    .receiveMessage(of -> of.queueUrl(output(cloud, "Lost")).waitTimeSeconds(20))
                    .messages(),
            task -> Thread.ofVirtual().start(task));
    await().pollDelay(Duration.ofMillis(500)).until(() -> !polling.isDone());
    long start = System.nanoTime();

    cloud.close();

    assertThat(polling.get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Notes.builder().port(taken.getLocalPort()).start())
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
    assertThatThrownBy(() -> Notes.builder().codeBase(data).start())
        .isInstanceOf(LocalCloudException.class)
        .hasMessageContaining("build it first")
        .hasMessageContaining(
            "Keeper: there is no directory, jar or zip " + data.resolve("test-classes"));
  }

  @Test
  void aDataFolderIsOneCloudsAtATime() {
    LocalCloud first = Notes.builder().data(data).start();
    assertThatThrownBy(() -> Notes.builder().data(data).start())
        .isInstanceOf(LocalCloudException.class)
        .message()
        .hasLineCount(1)
        .contains("The data folder " + data, "in use by process " + ProcessHandle.current().pid());
    first.close();

    Notes.builder().data(data).start().close();
  }

  @Test
  void aDataFolderThatAnotherProcessHasIsNamed() throws Exception {
    try (CloudProcess other = new CloudProcess(data)) {
      assertThatThrownBy(() -> Notes.builder().data(data).start())
          .isInstanceOf(LocalCloudException.class)
          .hasMessageContaining("in use by process");
      other.kill();
    }

    Notes.builder().data(data).start().close();
  }

  @Test
  void aTableThatIsKeptWithOtherKeysIsRefused() throws Exception {
    String template =
        """
        {"Resources": {"Plants": {"Type": "AWS::DynamoDB::Table", "Properties": {
          "BillingMode": "PAY_PER_REQUEST",
          "AttributeDefinitions": [{"AttributeName": "%1$s", "AttributeType": "S"}],
          "KeySchema": [{"AttributeName": "%1$s", "KeyType": "HASH"}]}}}}
        """;
    Path file = data.resolve("app.template.json");
    Path kept = data.resolve("kept");
    Files.writeString(file, template.formatted("id"));
    LocalCloud.builder(file).data(kept).start().close();
    LocalCloud.builder(file).data(kept).start().close();
    Files.writeString(file, template.formatted("pk"));

    assertThatThrownBy(() -> LocalCloud.builder(file).data(kept).start())
        .isInstanceOf(LocalCloudException.class)
        .message()
        .hasLineCount(1)
        .contains(
            "Plants (AWS::DynamoDB::Table)", "key id (S)", "has pk (S)", "another data folder");
  }

  @Test
  void codeIsFoundBesideTheTemplateAndAHandlerThatIsNotInItIsTold() throws Exception {
    Path file = data.resolve("my_app.template.json");
    Files.createDirectory(data.resolve("test-classes"));
    Files.writeString(file, Files.readString(Notes.template()));

    try (LocalCloud cloud = LocalCloud.builder(file).parameter("Greeting", "hello").start()) {
      assertThat(cloud.remarks())
          .contains(
              "Keeper: there is no class example.notes.Keeper in " + data.resolve("test-classes"));
      assertThat(cloud.function("Keeper").configuration().name()).startsWith("my-app-Keeper-");
      assertThat(cloud.apiUrls().values()).contains(cloud.apiUrl());
    }
  }

  private static String hidden(LocalCloud cloud) {
    return String.valueOf(
        sqs(cloud.endpoint())
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

  private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private static RequestBody text(String text) {
    return RequestBody.fromString(text);
  }

  private static void assertRefused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refusal -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
