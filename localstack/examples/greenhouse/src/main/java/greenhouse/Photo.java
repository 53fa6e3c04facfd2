package greenhouse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Notes that a plant has a photo, if it is one: JPEG begins with FF D8.
public final class Photo implements RequestHandler<Map<String, List<Map<String, Object>>>, String> {
  private final S3Client s3 = S3Client.create();
  private final DynamoDbClient dynamoDb = DynamoDbClient.create();
  private final String table = System.getenv("TABLE");

  @Override
  public String handleRequest(Map<String, List<Map<String, Object>>> event, Context context) {
    for (Map<String, Object> told : event.getOrDefault("Records", List.of())) {
      String bucket = text(told, "s3", "bucket", "name");
      String key = text(told, "s3", "object", "key");
      try (ResponseInputStream<GetObjectResponse> object =
          s3.getObject(of -> of.bucket(bucket).key(key))) {
        if (object.read() != 0xFF || object.read() != 0xD8) {
          throw new IllegalArgumentException(key + " is no photo");
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
      String plant = key.replaceFirst("^plants/", "").replaceFirst("[.]jpg$", "");
      var _ =
          dynamoDb.updateItem(
              of ->
                  of.tableName(table)
                      .key(Map.of("plant", AttributeValue.fromS(plant)))
                      .updateExpression("SET photo = :key")
                      .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key))));
    }
    return "noted";
  }

  private static String text(Object from, String... path) {
    Object value = from;
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return String.valueOf(value);
  }
}
