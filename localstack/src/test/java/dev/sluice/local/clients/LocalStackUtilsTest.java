package dev.sluice.local.clients;

import static cloud.localstack.awssdkv2.TestUtils.wrapApiSyncClientV2;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests that were written for LocalStack run unchanged: those that make their clients with
/// localstack-utils, and those that wait until LocalStack says that it is there.
class LocalStackUtilsTest {
  @TempDir private Path data;
  private ClientsCloud cloud;

  @BeforeEach
  void start() {
    cloud = new ClientsCloud(data);
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void an_object_comes_back() {
    try (S3Client s3 =
        wrapApiSyncClientV2(S3Client.builder().forcePathStyle(true), cloud.endpoint().toString())
            .build()) {
      s3.putObject(
          to -> to.bucket(cloud.bucket()).key("grün/a b+c.txt"), RequestBody.fromString("hello"));

      assertThat(
              s3.getObjectAsBytes(of -> of.bucket(cloud.bucket()).key("grün/a b+c.txt"))
                  .asUtf8String())
          .isEqualTo("hello");
    }
  }

  @Test
  void a_message_comes_back() {
    try (SqsClient sqs =
        wrapApiSyncClientV2(SqsClient.builder(), cloud.endpoint().toString()).build()) {
      var _ = sqs.sendMessage(to -> to.queueUrl(cloud.queueUrl()).messageBody("hello"));

      assertThat(sqs.receiveMessage(of -> of.queueUrl(cloud.queueUrl())).messages())
          .extracting(Message::body)
          .containsExactly("hello");
    }
  }

  @Test
  void an_item_comes_back() {
    try (DynamoDbClient dynamoDb =
        wrapApiSyncClientV2(DynamoDbClient.builder(), cloud.endpoint().toString()).build()) {
      Map<String, AttributeValue> item =
          Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("1"));
      dynamoDb.putItem(to -> to.tableName(cloud.table()).item(item));

      assertThat(dynamoDb.getItem(of -> of.tableName(cloud.table()).key(item)).item())
          .isEqualTo(item);
    }
  }

  /// What scripts ask before they begin, as LocalStack's documentation has it.
  @Test
  void the_health_page_tells_which_services_run() throws Exception {
    HttpResponse<String> health;
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI page = cloud.endpoint().resolve("/_localstack/health");
      health = http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    }

    JsonNode services = JsonMapper.shared().readTree(health.body()).path("services");
    assertThat(services.propertyNames()).contains("s3", "sqs", "dynamodb");
    assertThat(services.values()).allMatch(state -> state.asString().equals("running"));
  }
}
