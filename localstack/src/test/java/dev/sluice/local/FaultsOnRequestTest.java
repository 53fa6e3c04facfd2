package dev.sluice.local;

import static dev.sluice.local.Notes.hasNote;
import static dev.sluice.local.Notes.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.fault.Fault;
import dev.sluice.local.fault.FaultRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What goes wrong because somebody asked for it, and time that passes because somebody moved it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsOnRequestTest {
  private final LocalCloud cloud = Notes.builder().start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final SqsClient sqs = Notes.sqs(cloud.endpoint());
  private final S3Client s3 = Notes.s3(cloud.endpoint());
  private final DynamoDbClient dynamo = Notes.dynamoDb(cloud.endpoint());
  private final String queue = output(cloud, "Lost");
  private final String bucket = output(cloud, "Bucket");
  private final String table = output(cloud, "Table");

  /// What the bucket says of its configuration is out of the queue before a test moves the clock or
  /// counts messages.
  @BeforeAll
  void settle() {
    await().until(() -> deleted() == 1);
  }

  @AfterEach
  void clear() {
    cloud.faults().clear();
    sqs.purgeQueue(of -> of.queueUrl(queue));
  }

  @AfterAll
  void stop() {
    cloud.close();
    sqs.close();
    s3.close();
    dynamo.close();
    http.close();
  }

  @Test
  void a_call_fails_with_the_error_that_was_asked_for() throws Exception {
    ask("{'service':'sqs','operation':'SendMessage','fault':'fail','status':400,'code':'Odd'}");
    ask(
        "{'service':'s3','operation':'PutObject','fault':'fail','status':409,'code':'Busy',"
            + "'message':'Not now.'}");

    assertThatThrownBy(() -> send("a"))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Odd");
              assertThat(e.statusCode()).isEqualTo(400);
            });
    assertThatThrownBy(() -> put("out/x"))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Busy");
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Not now.");
            });
    // Both were for one call; and what failed is not done.
    send("b");
    put("out/y");
    assertThat(bodies()).containsExactly("b");
    assertThat(keys("out/x")).isEmpty();
  }

  @Test
  void a_client_that_tries_again_gets_over_failures_of_the_server() {
    cloud
        .faults()
        .add(
            new FaultRule(
                "dynamodb", "PutItem", "user", "*", 0, 2, new Fault.Fail(500, "Internal", "x")));

    dynamo.putItem(to -> to.tableName(table).item(Map.of("id", text("tried"))));

    assertThat(hasNote(cloud, "tried")).isTrue();
    assertThat(cloud.faults().pending()).isEmpty();
  }

  @Test
  void a_dropped_call_is_not_done_and_one_whose_answer_is_lost_is() throws Exception {
    URI object = URI.create(cloud.endpoint() + "/" + bucket + "/out/none");
    // The JDK's clients repeat a request that got no answer, by themselves.
    cloud.faults().add(new FaultRule("s3", "GetObject", "*", "*", 0, 50, new Fault.Drop()));
    assertThatThrownBy(
            () -> http.send(HttpRequest.newBuilder(object).build(), BodyHandlers.discarding()))
        .isInstanceOf(IOException.class);

    cloud.faults().add(new FaultRule("dynamodb", "PutItem", "user", "*", 0, 50, new Fault.Lose()));
    assertThatThrownBy(
            () -> dynamo.putItem(to -> to.tableName(table).item(Map.of("id", text("lost")))))
        .isInstanceOf(SdkException.class);
    cloud.faults().clear();
    assertThat(hasNote(cloud, "lost")).isTrue();
  }

  @Test
  void a_message_is_sent_twice_and_an_object_tells_of_itself_twice() {
    cloud.faults().add(FaultRule.next("sqs", "SendMessage", new Fault.Duplicate()));

    send("twice");

    assertThat(bodies()).containsExactly("twice", "twice");
    long before = deleted();
    cloud
        .faults()
        .add(
            new FaultRule(
                "sqs", "SendMessage", "s3.amazonaws.com", "*", 0, 1, new Fault.Duplicate()));
    put("in/told-twice");
    await().until(() -> hasNote(cloud, "in/told-twice"));
    await().until(() -> deleted() == before + 2);
  }

  @Test
  void a_message_comes_behind_the_one_that_was_sent_after_it() throws Exception {
    ask("{'service':'sqs','operation':'SendMessage','fault':'reorder','atMost':'PT1M'}");
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(() -> send("first"), task -> Thread.ofVirtual().start(task));
    await().until(() -> cloud.faults().pending().isEmpty());

    // Until the held one is let go by one that came after it.
    int others = 0;
    while (!first.isDone()) {
      send("second");
      others++;
    }
    first.get(10, TimeUnit.SECONDS);

    List<String> bodies = bodies();
    assertThat(bodies).hasSizeGreaterThan(1).contains("first");
    assertThat(bodies.getFirst()).isEqualTo("second");
    assertThat(others).isPositive();
  }

  @Test
  void a_call_takes_as_long_as_was_asked_for() throws Exception {
    ask("{'service':'sqs','operation':'SendMessage','fault':'delay','for':'PT0.3S'}");
    long start = System.nanoTime();

    send("late");

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void a_mapping_whose_polling_fails_goes_on_and_what_was_not_deleted_comes_again() {
    String arrivals = output(cloud, "Arrivals");
    cloud
        .faults()
        .add(
            new FaultRule(
                "sqs",
                "DeleteMessage",
                "lambda.amazonaws.com",
                "*",
                0,
                1,
                new Fault.Fail(500, "InternalError", "x")));
    var _ = sqs.sendMessage(to -> to.queueUrl(arrivals).messageBody("again"));
    await().until(() -> cloud.faults().pending().isEmpty());
    long before = deleted();

    cloud.clock().advance(Duration.ofSeconds(61));

    await().until(() -> deleted() > before);
  }

  @Test
  void what_is_taken_back_holds_nobody_up() throws Exception {
    ask("{'service':'sqs','operation':'SendMessage','fault':'delay','for':'PT20M'}");
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(() -> send("held"), task -> Thread.ofVirtual().start(task));
    await().until(() -> cloud.faults().pending().isEmpty());

    assertThat(page("DELETE", "faults", "").statusCode()).isEqualTo(204);

    sending.get(5, TimeUnit.SECONDS);
    assertThat(bodies()).containsExactly("held");
  }

  @Test
  void what_is_left_is_told_and_can_be_taken_back() throws Exception {
    ask("{'service':'s3','principal':'user','skip':3,'count':2,'fault':'lose'}");

    assertThat(JsonMapper.shared().readTree(page("GET", "faults", "").body()))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    [{"service": "s3", "operation": "*", "principal": "user", "resource": "*",
                      "skip": 3, "count": 2, "left": 2, "fault": "lose"}]
                    """));
    assertThat(page("DELETE", "faults", "").statusCode()).isEqualTo(204);
    assertThat(page("GET", "faults", "").body()).isEqualTo("[]");
  }

  @Test
  void what_is_no_fault_is_refused_by_name() throws Exception {
    assertThat(page("POST", "faults", "{\"fault\":\"explode\"}").body())
        .contains("There is no fault explode");
    assertThat(page("POST", "faults", "{\"fault\":\"drop\",\"sometimes\":1}").body())
        .contains("There is no field sometimes");
    assertThat(page("POST", "faults", "{}").body()).contains("one of delay, fail, drop");
    assertThat(page("POST", "faults", "{\"fault\":\"delay\"}").body()).contains("such as PT2S");
    assertThat(page("POST", "faults", "{\"fault\":\"delay\",\"for\":\"-PT1S\"}").body())
        .contains("longer than nothing");
    assertThat(page("POST", "faults", "{\"fault\":\"fail\",\"status\":7}").body())
        .contains("400 to 599");
    assertThat(page("POST", "faults", "no json").body())
        .contains("The body is not JSON")
        .doesNotContain("REDACTED");
    assertThat(page("POST", "faults", "{\"fault\":\"drop\",\"count\":99999999999}").body())
        .contains("count is a whole number");
    assertThat(page("POST", "faults", "{\"fault\":\"drop\",\"count\":2.7}").body())
        .contains("count is a whole number");
    assertThat(page("POST", "faults", "{\"fault\":\"drop\",\"service\":\"sns\"}").body())
        .contains("There is no service sns");
    assertThat(page("POST", "faults", "{\"fault\":\"lose\",\"for\":\"PT1S\"}").body())
        .contains("There is no field for");
    assertThat(page("POST", "faults", "{\"fault\":\"fail\",\"code\":5}").body())
        .contains("code is a text");
    assertThat(page("POST", "faults", "{\"fault\":\"drop\",\"fault\":\"lose\"}").body())
        .contains("Duplicate");
    assertThat(page("POST", "faults", "{\"fault\":\"delay\",\"for\":\"P2D\"}").body())
        .contains("a day at most");
    assertThat(page("PUT", "faults", "").statusCode()).isEqualTo(405);
    // A page of another origin could send that without asking first.
    HttpRequest plain =
        HttpRequest.newBuilder(URI.create(cloud.endpoint() + "/_localcloud/faults"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("{\"fault\":\"drop\"}"))
            .build();
    assertThat(http.send(plain, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
  }

  @Test
  void moving_the_clock_shows_hidden_messages_and_deletes_expired_items() throws Exception {
    send("hidden");
    assertThat(receive(3600)).hasSize(1);
    assertThat(receive(3600)).isEmpty();
    Instant now = Instant.parse(clock("GET", "").path("now").asString());
    item("soon", now.plusSeconds(1800), "N");
    item("later", now.plusSeconds(7200), "N");
    item("text", now.plusSeconds(1800), "S");
    item("ancient", now.minus(Duration.ofDays(6 * 365)), "N");

    JsonNode moved = clock("POST", "{\"advance\":\"PT1H1S\"}");

    assertThat(Instant.parse(moved.path("now").asString()))
        .isBetween(now.plusSeconds(3601), now.plusSeconds(3700));
    assertThat(receive(0)).extracting(Message::body).containsExactly("hidden");
    assertThat(hasNote(cloud, "soon")).isFalse();
    assertThat(hasNote(cloud, "later")).isTrue();
    assertThat(hasNote(cloud, "text")).isTrue();
    assertThat(hasNote(cloud, "ancient")).isTrue();
  }

  @Test
  void a_receive_that_waits_gets_what_the_moved_clock_shows() throws Exception {
    send("delayed", 600);
    CompletableFuture<List<Message>> waiting =
        CompletableFuture.supplyAsync(
            () -> sqs.receiveMessage(of -> of.queueUrl(queue).waitTimeSeconds(20)).messages(),
            task -> Thread.ofVirtual().start(task));

    cloud.clock().advance(Duration.ofMinutes(10));

    assertThat(waiting.get(15, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void the_clock_can_be_set_to_a_time() throws Exception {
    Instant then = cloud.clock().instant().plus(Duration.ofHours(2));

    assertThat(clock("POST", "{\"to\":\"" + then + "\"}").path("now").asString())
        .satisfies(now -> assertThat(Instant.parse(now)).isAfterOrEqualTo(then));
    assertThat(page("POST", "clock", "{\"to\":\"tomorrow\"}").body()).contains("such as 2030");
    assertThat(page("POST", "clock", "{\"advance\":\"1h\"}").body()).contains("PT1H30M");
    assertThat(page("POST", "clock", "{\"set\":\"PT1H\"}").body()).contains("advance, to");
  }

  @Test
  void the_clock_does_not_go_backwards_over_HTTP_either() throws Exception {
    assertThat(page("POST", "clock", "{\"advance\":\"-PT1S\"}").statusCode()).isEqualTo(400);
    assertThat(page("POST", "clock", "{}").statusCode()).isEqualTo(400);
    assertThat(page("POST", "clock", "{\"advance\":\"P99999999999D\"}").body())
        .contains("100 years");
    assertThat(
            page("POST", "clock", "{\"advance\":\"PT1S\",\"to\":\"2099-01-01T00:00:00Z\"}").body())
        .contains("not both");
    assertThat(page("DELETE", "clock", "").statusCode()).isEqualTo(405);
  }

  private void item(String id, Instant ttl, String type) {
    String seconds = Long.toString(ttl.getEpochSecond());
    AttributeValue value =
        type.equals("N") ? AttributeValue.fromN(seconds) : AttributeValue.fromS(seconds);
    dynamo.putItem(to -> to.tableName(table).item(Map.of("id", text(id), "ttl", value)));
  }

  private void send(String body) {
    send(body, 0);
  }

  private void send(String body, int delay) {
    var _ = sqs.sendMessage(to -> to.queueUrl(queue).messageBody(body).delaySeconds(delay));
  }

  private List<Message> receive(int visibility) {
    return sqs.receiveMessage(
            of -> of.queueUrl(queue).maxNumberOfMessages(10).visibilityTimeout(visibility))
        .messages();
  }

  private List<String> bodies() {
    return receive(3600).stream().map(Message::body).toList();
  }

  private void put(String key) {
    s3.putObject(to -> to.bucket(bucket).key(key), RequestBody.fromString("content"));
  }

  private List<String> keys(String prefix) {
    return s3.listObjectsV2(of -> of.bucket(bucket).prefix(prefix)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  /// Messages that the mapping has received, and whose function has done them.
  private long deleted() {
    return cloud.recorder().calls().stream()
        .filter(call -> call.principal().equals("lambda.amazonaws.com"))
        .filter(call -> call.operation().equals("DeleteMessage") && call.status() == 200)
        .count();
  }

  private void ask(String fault) throws IOException, InterruptedException {
    assertThat(page("POST", "faults", fault.replace('\'', '"')).statusCode()).isEqualTo(204);
  }

  private JsonNode clock(String method, String body) throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(page(method, "clock", body).body());
  }

  private HttpResponse<String> page(String method, String name, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(cloud.endpoint() + "/_localcloud/" + name))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }
}
