package dev.sluice.local;

import static dev.sluice.local.Notes.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/// A stack is in one region, and nobody signs for another.
class RegionTest {
  private static LocalCloud cloud;

  @BeforeAll
  static void start() {
    cloud = Notes.builder().region("eu-west-1").start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void anApplicationRunsInTheRegionThatWasChosen() {
    S3Client s3 = Notes.s3(cloud.endpoint(), Region.EU_WEST_1);
    String bucket = output(cloud, "Bucket");

    s3.putObject(to -> to.bucket(bucket).key("in/a.txt"), RequestBody.fromString("one"));

    await()
        .until(
            () ->
                Notes.dynamoDb(cloud.endpoint(), Region.EU_WEST_1)
                    .getItem(
                        of ->
                            of.tableName(output(cloud, "Table"))
                                .key(Map.of("id", AttributeValue.fromS("in/a.txt"))))
                    .hasItem());
    assertThat(s3.getBucketLocation(of -> of.bucket(bucket)).locationConstraintAsString())
        .isEqualTo("eu-west-1");
    assertThat(cloud.function("Keeper").configuration().environment())
        .containsEntry("AWS_REGION", "eu-west-1");
    assertThat(cloud.function("Keeper").configuration().arn()).contains(":lambda:eu-west-1:");
  }

  @Test
  void whoSignsForAnotherRegionIsRefusedInTheServicesOwnWords() {
    refused(
        () -> Notes.s3(cloud.endpoint()).listBuckets(),
        400,
        "AuthorizationHeaderMalformed",
        "the region 'us-east-1' is wrong; expecting 'eu-west-1'");
    String scoped = "Credential should be scoped to a valid region";
    refused(
        () -> Notes.sqs(cloud.endpoint()).listQueues(), 403, "InvalidSignatureException", scoped);
    refused(
        () -> Notes.dynamoDb(cloud.endpoint()).listTables(),
        400,
        "InvalidSignatureException",
        scoped);
  }

  private static void refused(ThrowingCallable call, int status, String code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refusal -> {
              assertThat(refusal.statusCode()).isEqualTo(status);
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
            });
  }
}
