package greenhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.LocalCloud;
import dev.sluice.local.lambda.Isolation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// The greenhouse on the local cloud, as its own developers would test it: the template and the
/// functions are those of the deployment.
@TestInstance(Lifecycle.PER_CLASS)
abstract class GreenhouseTest {
  private static final StaticCredentialsProvider DEVELOPER =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final LocalCloud cloud;
  private final SqsClient sqs;
  private final S3Client s3;
  private final DynamoDbClient dynamoDb;

  GreenhouseTest(Isolation isolation) {
    cloud =
        LocalCloud.builder(Path.of("template.json"))
            .stackName("greenhouse")
            .isolation(isolation)
            .start();
    sqs =
        SqsClient.builder()
            .endpointOverride(cloud.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(DEVELOPER)
            .build();
    s3 =
        S3Client.builder()
            .endpointOverride(cloud.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(DEVELOPER)
            .build();
    dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(cloud.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(DEVELOPER)
            .build();
  }

  @AfterAll
  void stop() {
    dynamoDb.close();
    sqs.close();
    s3.close();
    cloud.close();
  }

  @Test
  void aReadingIsRememberedForAWeek() throws Exception {
    assertThat(report("fern", "55").statusCode()).isEqualTo(202);

    soon()
        .untilAsserted(
            () ->
                assertThat(plant("fern").body())
                    .isEqualTo("{\"plant\":\"fern\",\"moisture\":55,\"photo\":false}"));
    assertThat(plant("orchid").statusCode()).isEqualTo(404);
    assertThat(report("fern", "soggy").statusCode()).isEqualTo(400);

    cloud.clock().advance(Duration.ofDays(7).plusMinutes(1));
    assertThat(plant("fern").statusCode()).isEqualTo(404);
  }

  @Test
  void whoIsDryGetsWateredAndNobodyElse() throws Exception {
    var _ = report("cactus", "20");
    var _ = report("moss", "19");

    soon()
        .untilAsserted(
            () ->
                assertThat(messages("Watering"))
                    .extracting(Message::body)
                    .containsExactly("{\"water\": \"moss\"}"));
    soon().untilAsserted(() -> assertThat(plant("cactus").statusCode()).isEqualTo(200));
    assertThat(messages("Watering")).isEmpty();
  }

  @Test
  void whatIsNoReadingIsADeadLetterAndHoldsNoOtherUp() throws Exception {
    var _ = sqs.sendMessage(to -> to.queueUrl(output("Readings")).messageBody("no reading"));
    var _ = report("ivy", "40");

    soon().untilAsserted(() -> assertThat(plant("ivy").statusCode()).isEqualTo(200));
    soon()
        .untilAsserted(
            () -> {
              cloud.clock().advance(Duration.ofMinutes(1));
              assertThat(messages("Unreadable"))
                  .extracting(Message::body)
                  .containsExactly("no reading");
            });
  }

  @Test
  void theGardenerMakesARoundEverySixHours() throws Exception {
    String before = rounds();

    cloud.clock().advance(Duration.ofHours(6));

    soon().untilAsserted(() -> assertThat(rounds()).isNotEqualTo(before));
    assertThat(cloud.recorder().calls())
        .anySatisfy(
            call -> {
              assertThat(call.operation()).isEqualTo("Invoke");
              assertThat(call.principal()).isEqualTo("events.amazonaws.com");
              assertThat(call.status()).isEqualTo(200);
            });
  }

  @Test
  void aPhotoIsNotedAndAnythingElseIsAFailureAfterOneMoreAttempt() throws Exception {
    upload("plants/rose.jpg", 0xFF, 0xD8, 0xFF);
    upload("plants/rose.txt", 1);
    upload("plants/tulip.jpg", 1, 2, 3);

    soon()
        .untilAsserted(
            () ->
                assertThat(plant("rose").body())
                    .isEqualTo("{\"plant\":\"rose\",\"moisture\":null,\"photo\":true}"));
    soon()
        .untilAsserted(
            () -> {
              cloud.clock().advance(Duration.ofMinutes(1));
              assertThat(messages("Failures"))
                  .singleElement()
                  .extracting(Message::body)
                  .asString()
                  .contains(
                      "\"condition\":\"RetriesExhausted\"",
                      "\"approximateInvokeCount\":2",
                      "plants/tulip.jpg is no photo");
            });
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60));
  }

  private void upload(String key, int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int index = 0; index < bytes.length; index++) {
      content[index] = (byte) bytes[index];
    }
    var _ =
        s3.putObject(to -> to.bucket(output("Photos")).key(key), RequestBody.fromBytes(content));
  }

  private HttpResponse<String> report(String plant, String moisture)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(cloud.apiUrl() + "/plants/" + plant + "/moisture"))
            .PUT(BodyPublishers.ofString(moisture)));
  }

  private HttpResponse<String> plant(String plant) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(cloud.apiUrl() + "/plants/" + plant)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private String rounds() {
    AttributeValue gardener = AttributeValue.fromS("gardener");
    return dynamoDb
        .getItem(of -> of.tableName(output("Table")).key(Map.of("plant", gardener)))
        .item()
        .toString();
  }

  private List<Message> messages(String queue) {
    return sqs.receiveMessage(from -> from.queueUrl(output(queue))).messages();
  }

  private String output(String name) {
    return Objects.requireNonNull(cloud.outputs().get(name));
  }
}
