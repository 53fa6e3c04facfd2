package greenhouse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/// Takes readings from the queue: remembers each for a week, and tells the bus of it. What is no
/// reading stays in the queue until it is a dead letter.
public final class Recorder implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private static final long WEEK_SECONDS = 7 * 24 * 60 * 60;

  private final DynamoDbClient dynamoDb = DynamoDbClient.create();
  private final EventBridgeClient events = EventBridgeClient.create();
  private final String table = System.getenv("TABLE");
  private final String bus = System.getenv("BUS");

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : batch.getRecords()) {
      try {
        record(message.getBody().split(" ", 2), sentAt(message));
      } catch (RuntimeException failed) {
        context.getLogger().log("not recorded: " + failed);
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
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

  private static long sentAt(SQSMessage message) {
    return Long.parseLong(message.getAttributes().get("SentTimestamp")) / 1000;
  }
}
