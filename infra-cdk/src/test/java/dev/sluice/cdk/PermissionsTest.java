package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The whole of what each role may do: an action that is added or lost fails here.
class PermissionsTest {

  @Test
  void api() {
    assertThat(rightsOf("ApiRole"))
        .containsExactlyInAnyOrder(
            "dynamodb:DeleteItem Table",
            "dynamodb:GetItem Table",
            "dynamodb:PutItem Table",
            "dynamodb:Query Table",
            "dynamodb:Query Table/index/byTenant",
            "s3:AbortMultipartUpload Bucket/u/*",
            "s3:DeleteObject Bucket/u/*",
            "s3:GetObject Bucket/u/*",
            "s3:ListMultipartUploadParts Bucket/u/*",
            "s3:PutObject Bucket/u/*",
            "s3:DeleteObject Bucket/d/*",
            "s3:GetObject Bucket/d/*",
            "s3:ListBucket Bucket",
            "sqs:SendMessage DigestQueue",
            "sqs:SendMessage ImageQueue",
            "sqs:SendMessage EventsQueue",
            "sqs:GetQueueAttributes EventsQueue",
            "logs:CreateLogStream ApiLogs",
            "logs:PutLogEvents ApiLogs");
  }

  @Test
  void validator() {
    assertThat(rightsOf("ValidatorRole"))
        .containsExactlyInAnyOrder(
            "sqs:ReceiveMessage CreatedQueue",
            "sqs:DeleteMessage CreatedQueue",
            "sqs:GetQueueAttributes CreatedQueue",
            "dynamodb:GetItem Table",
            "dynamodb:PutItem Table",
            "dynamodb:Query Table",
            "s3:DeleteObject Bucket/u/*",
            "s3:GetObject Bucket/u/*",
            "s3:ListBucket Bucket",
            "sqs:SendMessage DigestQueue",
            "sqs:SendMessage ImageQueue",
            "sqs:SendMessage EventsQueue",
            "logs:CreateLogStream ValidatorLogs",
            "logs:PutLogEvents ValidatorLogs");
  }

  @Test
  void digest() {
    assertThat(rightsOf("DigestRole")).containsExactlyInAnyOrderElementsOf(processor("Digest"));
  }

  @Test
  void imageMayAlsoStoreThumbnailsAndRemoveThem() {
    List<String> expected = processor("Image");
    expected.add("s3:PutObject Bucket/d/*");
    expected.add("s3:DeleteObject Bucket/d/*");

    assertThat(rightsOf("ImageRole")).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void thereIsNoOtherRoleAndNoPolicyBesideThese() {
    assertThat(Synthesized.resources("AWS::IAM::Role"))
        .containsOnlyKeys("ApiRole", "ValidatorRole", "DigestRole", "ImageRole")
        .allSatisfy((_, role) -> assertThat(role.has("ManagedPolicyArns")).isFalse());
    assertThat(Synthesized.resources("AWS::IAM::Policy")).isEmpty();
    assertThat(Synthesized.resources("AWS::IAM::ManagedPolicy")).isEmpty();
  }

  private static List<String> processor(String name) {
    return new ArrayList<>(
        List.of(
            "sqs:ReceiveMessage " + name + "Queue",
            "sqs:DeleteMessage " + name + "Queue",
            "sqs:GetQueueAttributes " + name + "Queue",
            "sqs:ChangeMessageVisibility " + name + "Queue",
            "dynamodb:PutItem Table",
            "dynamodb:Query Table",
            "s3:GetObject Bucket/u/*",
            "s3:ListBucket Bucket",
            "sqs:SendMessage EventsQueue",
            "logs:CreateLogStream " + name + "Logs",
            "logs:PutLogEvents " + name + "Logs"));
  }

  /// `action resource`, one line for each pair a statement allows.
  private static List<String> rightsOf(String role) {
    var rights = new ArrayList<String>();
    JsonNode policies = Synthesized.resource("AWS::IAM::Role", role).path("Policies");
    for (JsonNode policy : policies) {
      for (JsonNode statement : policy.path("PolicyDocument").path("Statement")) {
        assertThat(statement.path("Effect").stringValue()).isEqualTo("Allow");
        for (String action : Synthesized.texts(statement.path("Action"))) {
          for (String resource : Synthesized.texts(statement.path("Resource"))) {
            rights.add(action + " " + resource);
          }
        }
      }
    }
    return rights;
  }
}
