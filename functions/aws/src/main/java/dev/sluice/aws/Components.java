package dev.sluice.aws;

import dev.sluice.core.health.Component;
import dev.sluice.core.upload.UploadId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The cheapest calls that tell whether the services answer us.
public final class Components {
  private static final UploadId NOBODYS = UploadId.of(new byte[16]);

  private Components() {}

  private record Check(String name, Runnable call) implements Component {
    @Override
    public void check() {
      call.run();
    }
  }

  /// Needs `s3:ListBucket`.
  public static Component s3(S3Client s3, String bucket) {
    return new Check("s3", () -> s3.headBucket(request -> request.bucket(bucket)));
  }

  /// Reads a key that nobody has: half a read unit. Needs `dynamodb:GetItem`.
  public static Component dynamoDb(DynamoDbClient dynamo, String table) {
    return new Check(
        "dynamodb",
        () -> dynamo.getItem(request -> request.tableName(table).key(UploadItem.keyOf(NOBODYS))));
  }

  /// Needs `sqs:GetQueueAttributes`.
  public static Component sqs(SqsClient sqs, String queueUrl) {
    return new Check(
        "sqs",
        () ->
            sqs.getQueueAttributes(
                request ->
                    request.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN)));
  }
}
