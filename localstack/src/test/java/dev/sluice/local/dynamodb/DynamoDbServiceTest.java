package dev.sluice.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.local.http.CallRecord;
import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.http.FrontDoor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

  @TempDir private Path data;
  private final CallRecorder recorder = new CallRecorder();

  private interface Use {
    void of(DynamoDbClient dynamo, DynamoDbService service) throws IOException;
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
  void nobody_outside_this_machine_can_reach_it() throws IOException {
    Optional<InetAddress> outside = addressOnANetwork();
    assumeTrue(outside.isPresent(), "this machine has no address but loopback's");
    with(
        Optional.empty(),
        (_, service) -> {
          assertThat(service.address().getAddress().isLoopbackAddress()).isTrue();
          assertThatThrownBy(() -> connect(outside.orElseThrow(), service.address().getPort()))
              .isInstanceOf(IOException.class);
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

  private void with(Optional<Path> folder, Use use) throws IOException {
    try (DynamoDbService service = new DynamoDbService(folder);
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
        use.of(dynamo, service);
      }
    }
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1000);
    }
  }

  private static Optional<InetAddress> addressOnANetwork() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }

  private static Map<String, AttributeValue> note(String text) {
    return Map.of("pk", AttributeValue.fromS("one"), "text", AttributeValue.fromS(text));
  }
}
