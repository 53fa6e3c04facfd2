package dev.sluice.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Calls the SQS and the DynamoDB that run around it (`./sluice up -- …`), and prints how long one
/// call takes once the JVM knows its way.
public final class CloudLoad {
  private static final int WARM_UP = 1_000;
  private static final int MEASURED = 1_000;
  private static final String TEXT = "x".repeat(1024);

  private final SignedCalls sqs;
  private final SignedCalls dynamoDb;
  private final List<Duration> sends = new ArrayList<>();
  private final List<Duration> receives = new ArrayList<>();
  private final List<Duration> deletes = new ArrayList<>();
  private final List<Duration> puts = new ArrayList<>();
  private final List<Duration> gets = new ArrayList<>();

  private CloudLoad(SignedCalls sqs, SignedCalls dynamoDb) {
    this.sqs = sqs;
    this.dynamoDb = dynamoDb;
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int status = 0;
    try (SignedCalls sqs = SignedCalls.sqs(System.getenv());
        SignedCalls dynamoDb = SignedCalls.dynamoDb(System.getenv())) {
      out.println(new CloudLoad(sqs, dynamoDb).run());
    } catch (IOException | RuntimeException e) {
      status = Benches.failed(err, "cloud", e);
    }
    System.exit(status);
  }

  private ResultLine run() throws IOException {
    String queue =
        sqs.call("CreateQueue", json().put("QueueName", "bench").toString())
            .path("QueueUrl")
            .asString();
    createTable();
    for (int number = 0; number < WARM_UP + MEASURED; number++) {
      if (number == WARM_UP) {
        List.of(sends, receives, deletes, puts, gets).forEach(List::clear);
      }
      throughTheQueue(queue);
      intoTheTable(Integer.toString(number));
    }
    Percentiles sent = Percentiles.of(sends);
    Percentiles put = Percentiles.of(puts);
    return new ResultLine("cloud")
        .with("send_p50_ms", sent.millis(50))
        .with("send_p99_ms", sent.millis(99))
        .with("receive_p50_ms", Percentiles.of(receives).millis(50))
        .with("delete_p50_ms", Percentiles.of(deletes).millis(50))
        .with("put_p50_ms", put.millis(50))
        .with("put_p99_ms", put.millis(99))
        .with("get_p50_ms", Percentiles.of(gets).millis(50));
  }

  private void throughTheQueue(String queue) throws IOException {
    ObjectNode message = json().put("QueueUrl", queue).put("MessageBody", TEXT);
    JsonNode _ = timed(sends, () -> sqs.call("SendMessage", message.toString()));
    ObjectNode receive = json().put("QueueUrl", queue).put("MaxNumberOfMessages", 1);
    JsonNode received = timed(receives, () -> sqs.call("ReceiveMessage", receive.toString()));
    String handle = received.path("Messages").path(0).path("ReceiptHandle").asString("");
    if (handle.isEmpty()) {
      throw new IOException("the message that was sent did not come");
    }
    ObjectNode delete = json().put("QueueUrl", queue).put("ReceiptHandle", handle);
    JsonNode _ = timed(deletes, () -> sqs.call("DeleteMessage", delete.toString()));
  }

  private void intoTheTable(String key) throws IOException {
    ObjectNode put = json().put("TableName", "bench");
    ObjectNode item = put.putObject("Item");
    item.putObject("pk").put("S", key);
    item.putObject("text").put("S", TEXT);
    put.put("ConditionExpression", "attribute_not_exists(pk)");
    JsonNode _ = timed(puts, () -> dynamoDb.call("PutItem", put.toString()));
    ObjectNode get = json().put("TableName", "bench").put("ConsistentRead", true);
    get.putObject("Key").putObject("pk").put("S", key);
    JsonNode found = timed(gets, () -> dynamoDb.call("GetItem", get.toString()));
    if (!found.path("Item").has("text")) {
      throw new IOException("the item that was put is not there");
    }
  }

  private void createTable() throws IOException {
    ObjectNode table = json().put("TableName", "bench").put("BillingMode", "PAY_PER_REQUEST");
    table.putArray("KeySchema").addObject().put("AttributeName", "pk").put("KeyType", "HASH");
    table
        .putArray("AttributeDefinitions")
        .addObject()
        .put("AttributeName", "pk")
        .put("AttributeType", "S");
    JsonNode _ = dynamoDb.call("CreateTable", table.toString());
  }

  private static <T> T timed(List<Duration> times, Work<T> work) throws IOException {
    long began = System.nanoTime();
    T result = work.run();
    times.add(Duration.ofNanos(System.nanoTime() - began));
    return result;
  }

  private static ObjectNode json() {
    return JsonMapper.shared().createObjectNode();
  }
}
