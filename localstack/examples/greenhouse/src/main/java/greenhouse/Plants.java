package greenhouse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `GET /plants/{plant}`: its last known moisture, and whether there is a photo.
public final class Plants implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final DynamoDbClient dynamoDb = DynamoDbClient.create();
  private final String table = System.getenv("TABLE");

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> request, Context context) {
    String plant = Requests.plant(request);
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(of -> of.tableName(table).key(Map.of("plant", AttributeValue.fromS(plant))))
            .item();
    if (item.isEmpty()) {
      return Map.of("statusCode", 404, "body", "no such plant");
    }
    AttributeValue moisture = item.get("moisture");
    return Map.of(
        "statusCode",
        200,
        "headers",
        Map.of("Content-Type", "application/json"),
        "body",
        "{\"plant\":\"%s\",\"moisture\":%s,\"photo\":%s}"
            .formatted(plant, moisture == null ? "null" : moisture.n(), item.containsKey("photo")));
  }
}
