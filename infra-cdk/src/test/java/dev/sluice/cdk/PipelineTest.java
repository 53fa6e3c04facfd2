package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.Route;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;

class PipelineTest {

  /// SQS: the longest visibility timeout.
  private static final int TWELVE_HOURS = 43_200;

  @Test
  void noDependenciesRunInCircles() {
    Template.fromStack(Synthesized.app().stack()).resourceCountIs("AWS::Lambda::Function", 4);
  }

  @Test
  void nothingInItIsACustomResource() {
    assertThat(Synthesized.template().path("Resources").properties())
        .extracting(resource -> resource.getValue().path("Type").stringValue())
        .isNotEmpty()
        .noneMatch(type -> type.startsWith("Custom::") || type.contains("CustomResource"));
  }

  @Test
  void everyFunctionHasMemoryTimeoutAndALogGroupThatForgets() {
    assertThat(Synthesized.resources("AWS::Lambda::Function"))
        .containsOnlyKeys("ApiFunction", "ValidatorFunction", "DigestFunction", "ImageFunction")
        .allSatisfy(
            (_, function) -> {
              assertThat(function.path("Runtime").stringValue()).isEqualTo("java25");
              assertThat(Synthesized.texts(function.path("Architectures")))
                  .containsExactly("arm64");
              assertThat(function.path("MemorySize").asInt()).isPositive();
              assertThat(function.path("Timeout").asInt()).isPositive();
              String group = Synthesized.text(function.path("LoggingConfig").path("LogGroup"));
              assertThat(
                      Synthesized.resource("AWS::Logs::LogGroup", group)
                          .path("RetentionInDays")
                          .asInt())
                  .isPositive();
            });
  }

  @Test
  void everyMappingReportsSingleFailuresAndHasAnUpperLimit() {
    assertThat(Synthesized.resources("AWS::Lambda::EventSourceMapping"))
        .hasSize(3)
        .allSatisfy(
            (_, mapping) -> {
              assertThat(Synthesized.texts(mapping.path("FunctionResponseTypes")))
                  .containsExactly("ReportBatchItemFailures");
              assertThat(mapping.path("ScalingConfig").path("MaximumConcurrency").asInt())
                  .isBetween(2, 1_000);
            });
  }

  @Test
  void aMessageStaysHiddenForSixTimeoutsOfItsFunction() {
    assertThat(Synthesized.resources("AWS::Lambda::EventSourceMapping"))
        .isNotEmpty()
        .allSatisfy(
            (_, mapping) -> {
              JsonNode queue =
                  Synthesized.resource(
                      "AWS::SQS::Queue", Synthesized.text(mapping.path("EventSourceArn")));
              JsonNode function =
                  Synthesized.resource(
                      "AWS::Lambda::Function", Synthesized.text(mapping.path("FunctionName")));
              assertThat(queue.path("VisibilityTimeout").asInt())
                  .isBetween(6 * function.path("Timeout").asInt(), TWELVE_HOURS);
            });
  }

  @Test
  void everyQueueButTheDeadLettersOwnHasDeadLetters() {
    assertThat(Synthesized.resources("AWS::SQS::Queue"))
        .hasSize(8)
        .allSatisfy(
            (name, queue) ->
                assertThat(queue.has("RedrivePolicy")).isNotEqualTo(name.endsWith("DeadLetters")));
  }

  @Test
  void theBucketIsPrivateAndTakesTlsOnly() {
    JsonNode bucket = Synthesized.resource("AWS::S3::Bucket", "Bucket");
    JsonNode policy =
        Synthesized.resource("AWS::S3::BucketPolicy", "BucketPolicy")
            .path("PolicyDocument")
            .path("Statement")
            .get(0);

    assertThat(bucket.path("PublicAccessBlockConfiguration").properties())
        .hasSize(4)
        .allMatch(setting -> setting.getValue().asBoolean());
    assertThat(policy.path("Effect").stringValue()).isEqualTo("Deny");
    assertThat(policy.path("Action").stringValue()).isEqualTo("s3:*");
    assertThat(Synthesized.texts(policy.path("Resource"))).containsExactly("Bucket", "Bucket/*");
    assertThat(policy.path("Condition").path("Bool").path("aws:SecureTransport").stringValue())
        .isEqualTo("false");
  }

  @Test
  void s3TellsTheValidatorsQueueOfUploadsOnlyAndMayDoSoBeforeTheBucketIsMade() {
    JsonNode bucket = Synthesized.resource("AWS::S3::Bucket", "Bucket");
    JsonNode notification =
        bucket.path("NotificationConfiguration").path("QueueConfigurations").get(0);
    JsonNode dependencies =
        Synthesized.template().path("Resources").properties().stream()
            .filter(resource -> Synthesized.readable(resource.getKey()).equals("Bucket"))
            .findFirst()
            .orElseThrow()
            .getValue()
            .path("DependsOn");

    assertThat(Synthesized.text(notification.path("Queue"))).isEqualTo("CreatedQueue");
    assertThat(
            notification
                .path("Filter")
                .path("S3Key")
                .path("Rules")
                .get(0)
                .path("Value")
                .stringValue())
        .isEqualTo("u/");
    assertThat(Synthesized.texts(dependencies))
        .extracting(Synthesized::readable)
        .contains("CreatedQueuePolicy");
  }

  @Test
  void theApiHasEveryRouteAndAThrottledLoggedStage() {
    JsonNode body = Synthesized.resource("AWS::ApiGateway::RestApi", "RestApi").path("Body");
    JsonNode stage = Synthesized.resources("AWS::ApiGateway::Stage").values().iterator().next();
    JsonNode throttling = stage.path("MethodSettings").get(0);

    assertThat(body.path("paths").propertyNames())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Route.values()).map(Route::path).distinct().toList());
    assertThat(stage.path("AccessLogSetting").path("Format").stringValue())
        .contains("$context.requestId");
    assertThat(throttling.path("ThrottlingRateLimit").asInt()).isEqualTo(1_000);
    assertThat(throttling.path("ThrottlingBurstLimit").asInt()).isEqualTo(1_000);
  }

  @Test
  void theTableIsOnDemandAndRecoverableAndForgets() {
    JsonNode table = Synthesized.resource("AWS::DynamoDB::Table", "Table");

    assertThat(table.path("BillingMode").stringValue()).isEqualTo("PAY_PER_REQUEST");
    assertThat(
            table
                .path("PointInTimeRecoverySpecification")
                .path("PointInTimeRecoveryEnabled")
                .asBoolean())
        .isTrue();
    assertThat(table.path("TimeToLiveSpecification").path("AttributeName").stringValue())
        .isEqualTo("ttl");
  }

  @Test
  void parametersAndOutputsAreThoseThatToolsAskFor() {
    assertThat(Synthesized.template().path("Parameters").propertyNames())
        .containsExactlyInAnyOrder("JwtIssuer", "JwtAudience", "JwtKeySet", "AllowedOrigins");
    assertThat(Synthesized.template().path("Outputs").propertyNames())
        .containsExactlyInAnyOrder("ApiUrl", "BucketName", "TableName", "EventsQueueUrl");
  }
}
