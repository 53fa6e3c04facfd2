package greenhouse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Notes that a plant has a photo, if it is one: JPEG begins with FF D8.
public final class Photo implements RequestHandler<S3Event, String> {
  private final S3Client s3 = S3Client.create();
  private final DynamoDbClient dynamoDb = DynamoDbClient.create();
  private final String table = System.getenv("TABLE");

  @Override
  public String handleRequest(S3Event event, Context context) {
    for (S3EventNotificationRecord told : event.getRecords()) {
      String bucket = told.getS3().getBucket().getName();
      String key = told.getS3().getObject().getUrlDecodedKey();
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
}
