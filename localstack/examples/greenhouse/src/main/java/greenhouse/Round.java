package greenhouse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Counts the gardener's rounds, one every six hours.
public final class Round implements RequestHandler<ScheduledEvent, String> {
  private final DynamoDbClient dynamoDb = DynamoDbClient.create();
  private final String table = System.getenv("TABLE");

  @Override
  public String handleRequest(ScheduledEvent event, Context context) {
    System.out.println("round of " + event.getTime());
    return dynamoDb
        .updateItem(
            of ->
                of.tableName(table)
                    .key(Map.of("plant", AttributeValue.fromS("gardener")))
                    .updateExpression("ADD rounds :one")
                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))
        .toString();
  }
}
