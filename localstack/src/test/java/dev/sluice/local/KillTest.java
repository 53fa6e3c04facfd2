package dev.sluice.local;

import static dev.sluice.local.Notes.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// `kill -9` while clients write: what was acknowledged is there after the next start, and what was
/// under way is whole or not there.
class KillTest {
  private static final int ENOUGH = 40;
  private static final String CONTENT = "0123456789abcdef".repeat(4096);

  @TempDir private Path data;

  // What was acknowledged.
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final Set<String> stored = ConcurrentHashMap.newKeySet();
  private final Set<String> dropped = ConcurrentHashMap.newKeySet();
  private final Set<String> items = ConcurrentHashMap.newKeySet();

  @Test
  void whatWasAcknowledgedSurvives() throws Exception {
    killWhileClientsWrite();

    try (LocalCloud cloud = Notes.builder().data(data).start()) {
      assertThat(messages(cloud)).containsAll(sent).doesNotContainAnyElementsOf(deleted);
      assertThat(wholeObjects(cloud)).containsAll(stored).containsAll(dropped);
      assertThat(notes(cloud)).containsAll(items);
      // What was in the queue to the function then becomes a note now.
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(notes(cloud)).containsAll(dropped));
    }
  }

  private void killWhileClientsWrite() throws Exception {
    try (CloudProcess cloud = new CloudProcess(data);
        SqsClient sqs = Notes.sqs(cloud.endpoint());
        S3Client s3 = Notes.s3(cloud.endpoint());
        DynamoDbClient dynamo = Notes.dynamoDb(cloud.endpoint());
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      String lost = sqs.listQueues(of -> of.queueNamePrefix("notes-Lost")).queueUrls().getFirst();
      String bucket = s3.listBuckets().buckets().getFirst().name();
      String table = dynamo.listTables().tableNames().getFirst();
      loseAnswers(cloud.endpoint());
      repeat(clients, "kept-", sent, body -> send(sqs, lost, body));
      repeat(clients, "gone-", ConcurrentHashMap.newKeySet(), body -> send(sqs, lost, body));
      repeat(clients, "", ConcurrentHashMap.newKeySet(), _ -> deleteSome(sqs, lost));
      repeat(clients, "out/", stored, key -> put(s3, bucket, key));
      repeat(clients, "in/", dropped, key -> put(s3, bucket, key));
      repeat(
          clients,
          "item-",
          items,
          id ->
              dynamo.putItem(
                  to -> to.tableName(table).item(Map.of("id", text(id), "kind", text("item")))));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  List.of(sent, deleted, stored, dropped, items).stream()
                      .allMatch(acknowledged -> acknowledged.size() >= ENOUGH));
      cloud.kill();
    }
  }

  /// Some calls of each kind are done, and their clients do not hear of it: they try again.
  private static void loseAnswers(URI endpoint) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String operation : List.of("SendMessage", "DeleteMessage", "PutObject", "PutItem")) {
        String fault =
            "{\"operation\":\"%s\",\"principal\":\"user\",\"skip\":5,\"count\":3,\"fault\":\"lose\"}"
                .formatted(operation);
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(endpoint + "/_localcloud/faults"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(fault))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
            .isEqualTo(204);
      }
    }
  }

  /// Does the same with one name after the other until the cloud is gone.
  private static void repeat(
      ExecutorService clients, String prefix, Set<String> acknowledged, Consumer<String> call) {
    var _ =
        clients.submit(
            () -> {
              try {
                for (int number = 0; ; number++) {
                  call.accept(prefix + number);
                  acknowledged.add(prefix + number);
                }
              } catch (SdkException killed) {
                return killed;
              }
            });
  }

  private void deleteSome(SqsClient sqs, String url) {
    for (Message message :
        sqs.receiveMessage(of -> of.queueUrl(url).maxNumberOfMessages(10)).messages()) {
      if (message.body().startsWith("gone-")) {
        sqs.deleteMessage(of -> of.queueUrl(url).receiptHandle(message.receiptHandle()));
        deleted.add(message.body());
      }
    }
  }

  private static void send(SqsClient sqs, String url, String body) {
    var _ = sqs.sendMessage(to -> to.queueUrl(url).messageBody(body));
  }

  private static void put(S3Client s3, String bucket, String key) {
    s3.putObject(to -> to.bucket(bucket).key(key), RequestBody.fromString(CONTENT));
  }

  private static Set<String> messages(LocalCloud cloud) {
    SqsClient sqs = Notes.sqs(cloud.endpoint());
    Set<String> bodies = new HashSet<>();
    int before;
    do {
      before = bodies.size();
      sqs.receiveMessage(
              of ->
                  of.queueUrl(output(cloud, "Lost"))
                      .maxNumberOfMessages(10)
                      .visibilityTimeout(3600))
          .messages()
          .forEach(message -> bodies.add(message.body()));
    } while (bodies.size() > before);
    return bodies;
  }

  private static Set<String> wholeObjects(LocalCloud cloud) {
    S3Client s3 = Notes.s3(cloud.endpoint());
    String bucket = output(cloud, "Bucket");
    Set<String> keys =
        s3.listObjectsV2Paginator(of -> of.bucket(bucket)).contents().stream()
            .map(S3Object::key)
            // The library shows what it was writing, under a name that nobody gave.
            .filter(key -> key.matches("(in|out)/\\d+"))
            .collect(Collectors.toSet());
    assertThat(keys)
        .allSatisfy(
            key ->
                assertThat(s3.getObjectAsBytes(of -> of.bucket(bucket).key(key)).asUtf8String())
                    .isEqualTo(CONTENT));
    return keys;
  }

  private static Set<String> notes(LocalCloud cloud) {
    return Notes.dynamoDb(cloud.endpoint())
        .scanPaginator(of -> of.tableName(output(cloud, "Table")))
        .items()
        .stream()
        .map(item -> Objects.requireNonNull(item.get("id")).s())
        .collect(Collectors.toSet());
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }
}
