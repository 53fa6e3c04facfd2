package dev.sluice.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.local.http.CallRecord;
import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.http.FrontDoor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import tools.jackson.databind.json.JsonMapper;

/// Tables over the front door, and nowhere else.
class DynamoDbServiceTest {
  private static final String TABLE =
      """
      {"TableName":"notes","BillingMode":"PAY_PER_REQUEST",
       "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
       "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}
      """;

  private static final TableNames NAMES =
      new TableNames("arn:aws:dynamodb:us-east-1:000000000000:");

  @TempDir private Path data;
  private final CallRecorder recorder = new CallRecorder();

  private interface Use {
    void of(DynamoDbClient dynamo, FrontDoor door) throws IOException;
  }

  @Test
  void a_condition_that_fails_answers_what_is_stored() throws IOException {
    with(
        Optional.empty(),
        (dynamo, _) -> {
          dynamo.putItem(put -> put.tableName("notes").item(note("first")));

          assertThatThrownBy(
                  () ->
                      dynamo.putItem(
                          put ->
                              put.tableName("notes")
                                  .item(note("second"))
                                  .conditionExpression("attribute_not_exists(pk)")
                                  .returnValuesOnConditionCheckFailure(
                                      ReturnValuesOnConditionCheckFailure.ALL_OLD)))
              .isInstanceOfSatisfying(
                  ConditionalCheckFailedException.class,
                  failed -> assertThat(failed.item()).isEqualTo(note("first")));
        });
  }

  @Test
  void items_survive_a_restart() throws IOException {
    with(
        Optional.of(data),
        (dynamo, _) -> dynamo.putItem(put -> put.tableName("notes").item(note("kept"))));

    with(
        Optional.of(data),
        (dynamo, _) ->
            assertThat(
                    dynamo
                        .getItem(
                            get ->
                                get.tableName("notes")
                                    .key(Map.of("pk", AttributeValue.fromS("one"))))
                        .item())
                .isEqualTo(note("kept")));
  }

  @Test
  void it_can_be_opened_again_at_once() throws IOException {
    for (int turn = 0; turn < 10; turn++) {
      String text = "turn " + turn;
      with(
          Optional.of(data),
          (dynamo, _) -> dynamo.putItem(put -> put.tableName("notes").item(note(text))));
    }
  }

  /// SQLite database file format, 1.3.3: 2 for a write-ahead log.
  @Test
  void its_database_has_a_write_ahead_log() throws IOException {
    with(Optional.of(data), (_, _) -> {});

    try (InputStream file = Files.newInputStream(data.resolve("shared-local-instance.db"))) {
      file.skipNBytes(18);
      assertThat(file.readNBytes(2)).containsExactly(2, 2);
    }
  }

  @Test
  void every_call_is_recorded_by_its_name() throws IOException {
    with(
        Optional.empty(),
        (dynamo, _) -> {
          recorder.clear();
          dynamo.putItem(put -> put.tableName("notes").item(note("one")));
          assertThat(recorder.calls())
              .extracting(CallRecord::service, CallRecord::operation, CallRecord::status)
              .containsExactly(tuple("dynamodb", "PutItem", 200));
        });
  }

  @Test
  void what_is_no_request_is_refused_as_dynamodb_does() throws IOException {
    with(
        Optional.empty(),
        (_, door) -> {
          assertThat(send(door, "DynamoDB_20120810.PutItem", "{"))
              .startsWith("400 ")
              .contains("SerializationException");
          assertThat(send(door, "DynamoDB_20120810.Nothing", "{}"))
              .startsWith("400 ")
              .contains("UnknownOperationException");
          assertThat(send(door, "DynamoDB_20120810.GetItem", "{\"TableName\":\"none\"}"))
              .startsWith("400 ")
              .contains("ResourceNotFoundException");
        });
  }

  @Test
  void nothing_is_written_to_the_standard_output() throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      with(Optional.empty(), (dynamo, _) -> dynamo.listTables());
    } finally {
      System.setOut(before);
    }
    assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void what_is_no_request_of_the_operation_is_refused_in_DynamoDBs_form() throws IOException {
    with(
        Optional.empty(),
        (_, door) -> {
          String target = "DynamoDB_20120810.";
          for (String body : List.of("null", "[]", "5", "{", "[".repeat(100_000), "")) {
            assertThat(send(door, target + "PutItem", body))
                .startsWith("400 ")
                .contains("\"com.amazon.coral.service#SerializationException\"");
          }
          assertThat(send(door, target + "TransactWriteItems", "{\"TransactItems\":[null,{}]}"))
              .startsWith("400 ")
              .contains("ValidationException");
          assertThat(send(door, target + "DescribeContinuousBackups", "{}"))
              .startsWith("400 ")
              .contains("\"com.amazon.coral.service#UnknownOperationException\"");
          assertThat(send(door, "DynamoDB_20111205.GetItem", "{}"))
              .startsWith("400 ")
              .contains("UnknownOperationException");
          assertThat(
                  send(
                      door,
                      target + "DescribeTable",
                      "{\"TableName\":\"arn:aws:dynamodb:eu-west-1:000000000000:table/notes\"}"))
              .startsWith("400 ")
              .contains("\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\"");
        });
  }

  private void with(Optional<Path> folder, Use use) throws IOException {
    try (DynamoDbService service = new DynamoDbService(folder, NAMES);
        FrontDoor door = new FrontDoor(0, recorder, key -> key)) {
      service.createTable(JsonMapper.shared().readTree(TABLE));
      door.service("dynamodb", service);
      door.start();
      try (DynamoDbClient dynamo =
          DynamoDbClient.builder()
              .endpointOverride(URI.create("http://127.0.0.1:" + door.port()))
              .region(Region.US_EAST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
              .httpClient(UrlConnectionHttpClient.create())
              .build()) {
        use.of(dynamo, door);
      }
    }
  }

  private static String send(FrontDoor door, String target, String body) throws IOException {
    HttpURLConnection request =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + door.port()).toURL().openConnection();
    request.setDoOutput(true);
    request.setRequestProperty("X-Amz-Target", target);
    request.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    int status = request.getResponseCode();
    try (InputStream answer = request.getErrorStream()) {
      return status + " " + new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, AttributeValue> note(String text) {
    return Map.of("pk", AttributeValue.fromS("one"), "text", AttributeValue.fromS(text));
  }
}
