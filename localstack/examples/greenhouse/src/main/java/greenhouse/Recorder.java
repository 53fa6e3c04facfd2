package greenhouse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/// Takes readings from the queue: remembers each for a week, and tells the bus of it. What is no
/// reading stays in the queue until it is a dead letter.
public final class Recorder
    implements RequestHandler<Map<String, List<Map<String, Object>>>, Map<String, Object>> {
  private static final long WEEK_SECONDS = 7 * 24 * 60 * 60;

  private final DynamoDbClient dynamoDb = DynamoDbClient.create();
  private final EventBridgeClient events = EventBridgeClient.create();
  private final String table = System.getenv("TABLE");
  private final String bus = System.getenv("BUS");

  @Override
  public Map<String, Object> handleRequest(
      Map<String, List<Map<String, Object>>> batch, Context context) {
    List<Map<String, Object>> failures = new ArrayList<>();
    for (Map<String, Object> message : batch.getOrDefault("Records", List.of())) {
      try {
        record(String.valueOf(message.get("body")).split(" ", 2), sentAt(message));
      } catch (RuntimeException failed) {
        context.getLogger().log("not recorded: " + failed);
        failures.add(Map.of("itemIdentifier", message.get("messageId")));
      }
    }
    return Map.of("batchItemFailures", failures);
  }

  private void record(String[] reading, long sentSeconds) {
    String plant = reading[0];
    int moisture = Integer.parseInt(reading[1]);
    var _ =
        dynamoDb.updateItem(
            of ->
                of.tableName(table)
                    .key(Map.of("plant", AttributeValue.fromS(plant)))
                    .updateExpression("SET moisture = :moisture, expires = :expires")
                    .expressionAttributeValues(
                        Map.of(
                            ":moisture", AttributeValue.fromN(Integer.toString(moisture)),
                            ":expires",
                                AttributeValue.fromN(Long.toString(sentSeconds + WEEK_SECONDS)))));
    PutEventsRequestEntry event =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source("greenhouse.sensors")
            .detailType("Reading")
            .detail("{\"plant\":\"%s\",\"moisture\":%d}".formatted(plant, moisture))
            .build();
    var _ = events.putEvents(to -> to.entries(event));
  }

  private static long sentAt(Map<String, Object> message) {
    return message.get("attributes") instanceof Map<?, ?> attributes
        ? Long.parseLong(String.valueOf(attributes.get("SentTimestamp"))) / 1000
        : 0;
  }
}
