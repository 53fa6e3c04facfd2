package dev.sluice.processors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.AwsClients;
import dev.sluice.aws.Environment;
import dev.sluice.aws.SqsVisibility;
import dev.sluice.contract.StandIn;
import dev.sluice.core.task.Backoff;
import dev.sluice.core.task.TaskRunner.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OrdersTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /// Always the longest while that the jitter may give.
  private static final RandomGenerator LONGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return 0;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "{\"specversion\":\"1.0\"}",
        """
        {"specversion":"1.0","id":"x/task/digest","source":"/s","type":"dev.sluice.task.v1",
         "time":"2026-11-24T10:00:00Z","datacontenttype":"application/json",
         "data":{"uploadId":"no id","tenant":"t","processor":"digest","key":"k","eTag":"e",
                 "size":-1,"mediaType":"none"}}"""
      })
  void a_message_that_is_no_order_is_hidden_for_longer_each_time(String body) {
    try (StandIn sqs = new StandIn(_ -> new StandIn.Answer(200, "{}"));
        AwsClients clients = clients(sqs)) {
      Orders orders =
          new Orders(
              new SqsVisibility(clients.sqs(), sqs.endpoint() + "/000000000000/digest"),
              new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), LONGEST),
              (order, _) -> {
                throw new AssertionError("ran " + order);
              });

      for (int attempt : new int[] {1, 2, 3}) {
        assertThat(handle(orders, body, attempt)).containsExactly("m1");
      }

      assertThat(sqs.calls("ChangeMessageVisibility"))
          .extracting(call -> MAPPER.readTree(call.body()).path("VisibilityTimeout").asInt())
          .containsExactly(2, 4, 8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void a_message_whose_order_failed_is_hidden_as_its_answer_says(int attempt) throws IOException {
    try (StandIn sqs = new StandIn(_ -> new StandIn.Answer(200, "{}"));
        AwsClients clients = clients(sqs)) {
      Orders orders =
          new Orders(
              new SqsVisibility(clients.sqs(), sqs.endpoint() + "/000000000000/digest"),
              new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), LONGEST),
              (_, asked) ->
                  new Answer.Retry(
                      Duration.ofSeconds(10L * asked), new IllegalStateException("not yet")));

      assertThat(handle(orders, order(), attempt)).containsExactly("m1");

      assertThat(sqs.calls("ChangeMessageVisibility"))
          .extracting(call -> MAPPER.readTree(call.body()).path("VisibilityTimeout").asInt())
          .containsExactly(10 * attempt);
    }
  }

  /// The messages that shall come again.
  private static List<String> handle(Orders orders, String body, int attempt) {
    ObjectNode event = MAPPER.createObjectNode();
    ObjectNode message = event.putArray("Records").addObject();
    message.put("messageId", "m1").put("receiptHandle", "r1").put("body", body);
    message.putObject("attributes").put("ApproximateReceiveCount", Integer.toString(attempt));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    orders.handle(
        new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
        output,
        _ -> {});
    return MAPPER
        .readTree(output.toByteArray())
        .path("batchItemFailures")
        .valueStream()
        .map(failure -> failure.path("itemIdentifier"))
        .map(JsonNode::asString)
        .toList();
  }

  private static String order() throws IOException {
    return Files.readString(
        Path.of(System.getProperty("sluice.home")).resolve("events/samples/task.json"));
  }

  private static AwsClients clients(StandIn sqs) {
    return new AwsClients(
        new Environment(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL", sqs.endpoint().toString())));
  }
}
