package dev.sluice.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What the services would refuse on AWS is refused when the template is read.
class ServiceRulesTest {
  private static final StackContext CONTEXT =
      StackContext.local("shop", URI.create("http://127.0.0.1:4566"));

  @Test
  void aBucketsNameIsS3s() {
    assertThat(
            problems(
                """
                {"Resources": {"A": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "Bad_Name"}}}}
                """))
        .containsExactly(
            "A (AWS::S3::Bucket): BucketName is refused by S3: Bad_Name is no bucket's name");
  }

  @Test
  void variablesAreLambdas() {
    assertThat(
            problems(
                function(
                    "A",
                    """
                    "Environment": {"Variables": {"AWS_REGION": "x", "1A": "x", "B1": "%s"}},
                    "LoggingConfig": {"LogFormat": "JSON"}
                    """
                        .formatted("x".repeat(4_096)))))
        .containsExactlyInAnyOrder(
            "A (AWS::Lambda::Function): Environment.Variables.AWS_REGION is refused by Lambda: the name"
                + " is reserved",
            "A (AWS::Lambda::Function): Environment.Variables.1A is refused by Lambda: a name is a"
                + " letter, and one or more letters, digits or _",
            "A (AWS::Lambda::Function): Environment.Variables are refused by Lambda: 4131 bytes of"
                + " JSON, 4096 are allowed",
            "A (AWS::Lambda::Function): LoggingConfig.LogFormat has to be Text here, not JSON");
  }

  @Test
  void reservationsLeaveAHundredToTheOthers() {
    String enough = function("A", "\"ReservedConcurrentExecutions\": 900");
    String tooMuch =
        enough.substring(0, enough.length() - 2)
            + ", "
            + function("B", "\"ReservedConcurrentExecutions\": 1").substring(15);

    assertThat(read(enough).functions()).hasSize(1);
    assertThat(problems(tooMuch))
        .singleElement()
        .asString()
        .startsWith("B (AWS::Lambda::Function): ReservedConcurrentExecutions is refused by Lambda");
  }

  @Test
  void aQueueTakesDeadLettersOfThoseItAllows() {
    String template =
        """
        {"Resources": {
          "Dead": {"Type": "AWS::SQS::Queue", "Properties": {
            "RedriveAllowPolicy": {"redrivePermission": "%s" %s}}},
          "Work": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "work", "RedrivePolicy": {
            "deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}, "maxReceiveCount": 3}}}}}
        """;
    String sources = ", \"sourceQueueArns\": [\"arn:aws:sqs:us-east-1:000000000000:%s\"]";

    assertThat(read(template.formatted("allowAll", "")).queues()).hasSize(2);
    assertThat(read(template.formatted("byQueue", sources.formatted("work"))).queues()).hasSize(2);
    assertThat(problems(template.formatted("denyAll", "")))
        .singleElement()
        .asString()
        .startsWith("Work (AWS::SQS::Queue): RedrivePolicy is refused by the RedriveAllowPolicy");
    assertThat(problems(template.formatted("byQueue", sources.formatted("other")))).hasSize(1);
    assertThat(problems(template.formatted("byQueue", "")))
        .contains(
            "Dead (AWS::SQS::Queue): RedriveAllowPolicy.sourceQueueArns has to hold 1 to 10 for"
                + " byQueue, and else none");
  }

  @Test
  void anApiThatNobodyCouldReachAtItsAddressIsRefused() {
    assertThat(
            problems(
                """
                {"Resources": {"A": {"Type": "AWS::ApiGateway::RestApi", "Properties": {
                  "Name": "a", "DisableExecuteApiEndpoint": true,
                  "EndpointConfiguration": {"Types": ["PRIVATE"], "IpAddressType": "ipv4",
                                            "VpcEndpointIds": ["vpce-1"]}}}}}
                """))
        .containsExactlyInAnyOrder(
            "A (AWS::ApiGateway::RestApi): EndpointConfiguration.Types has to be EDGE or REGIONAL, not"
                + " PRIVATE",
            "A (AWS::ApiGateway::RestApi): EndpointConfiguration.VpcEndpointIds is not understood by"
                + " the local cloud",
            "A (AWS::ApiGateway::RestApi): DisableExecuteApiEndpoint can't be true: an API has no other"
                + " address here");
  }

  @Test
  void aTableDefinesTheAttributesOfItsKeysAndNoOthers() {
    assertThat(
            problems(
                """
                {"Resources": {"A": {"Type": "AWS::DynamoDB::Table", "Properties": {
                  "BillingMode": "PAY_PER_REQUEST",
                  "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"},
                                           {"AttributeName": "color", "AttributeType": "S"}],
                  "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}}}}
                """))
        .containsExactly(
            "A (AWS::DynamoDB::Table): AttributeDefinitions has to define the attributes of all keys and"
                + " no others: it has [color, id], the keys [id]");
  }

  @Test
  void whatACdkResourceSaysOfABucketHasToBeAllThereIs() {
    assertThat(
            problems(
                """
                {"Resources": {
                  "Drop": {"Type": "AWS::S3::Bucket", "Properties": {"NotificationConfiguration": {
                    "EventBridgeConfiguration": {}}}},
                  "A": {"Type": "Custom::S3BucketNotifications", "Properties": {
                    "BucketName": {"Ref": "Drop"}, "Managed": true, "ServiceToken": "t",
                    "NotificationConfiguration": {"EventBridgeConfiguration": {}}}},
                  "B": {"Type": "Custom::S3BucketNotifications", "Properties": {
                    "BucketName": "other", "Managed": false, "ServiceToken": "t",
                    "NotificationConfiguration": {
                      "TopicConfigurations": [],
                      "QueueConfigurations": [{"Events": ["s3:ObjectSeen:*"], "QueueArn": "q"}]}}},
                  "C": {"Type": "Custom::Other", "Properties": {"ServiceToken": "t"}}}}
                """))
        .containsExactlyInAnyOrder(
            "A (Custom::S3BucketNotifications): NotificationConfiguration would replace another one of"
                + " Drop: put all of it into one",
            "B (Custom::S3BucketNotifications): BucketName names no bucket of this template: other",
            "B (Custom::S3BucketNotifications): NotificationConfiguration.QueueConfigurations[0].Events"
                + " has no event s3:ObjectSeen:*",
            "B (Custom::S3BucketNotifications): NotificationConfiguration.TopicConfigurations is not"
                + " understood by the local cloud",
            "C: the resource type Custom::Other is not understood by the local cloud");
  }

  @Test
  void aProviderThatSomebodyElseCallsIsNotLeftOut() {
    assertThat(
            problems(
                """
                {"Resources": {
                  "F": {"Type": "AWS::Lambda::Function", "Properties": {
                    "Runtime": "python3.13", "Handler": "index.handler", "Role": "r",
                    "Code": {"ZipFile": "x"}}},
                  "A": {"Type": "Custom::LogRetention", "Properties": {
                    "ServiceToken": {"Fn::GetAtt": ["F", "Arn"]}, "LogGroupName": "g"}}},
                 "Outputs": {"Name": {"Value": {"Ref": "F"}}}}
                """))
        .contains("F (AWS::Lambda::Function): Runtime has to be one of Java's, not python3.13");
  }

  @Test
  void whatAConditionLeavesOutNeedNotBeUnderstoodAndATypeHasToBeThere() {
    assertThat(
            problems(
                """
                {"Conditions": {"Never": {"Fn::Equals": ["a", "b"]}},
                 "Resources": {
                  "A": {"Type": "AWS::SNS::Topic", "Condition": "Never"},
                  "B": {"Type": "AWS::SQS::Queue", "Condition": "Nowhere"},
                  "C": {"Properties": {}},
                  "D": {"Type": "AWS::SQS::Queue"}}}
                """))
        .containsExactly("B: there is no condition named Nowhere", "C: has no Type");
  }

  private static String function(String logicalId, String properties) {
    return """
        {"Resources": {"%s": {"Type": "AWS::Lambda::Function", "Metadata": {"aws:asset:path": "code"},
          "Properties": {"Runtime": "java25", "Handler": "a.B", "Role": "r",
                         "Code": {"S3Bucket": "b", "S3Key": "k"}, %s}}}}"""
        .formatted(logicalId, properties.strip());
  }

  private static List<String> problems(String template) {
    return catchThrowableOfType(TemplateException.class, () -> read(template)).problems();
  }

  private static Stack read(String template) {
    return TemplateReader.read(new JsonMapper().readTree(template), CONTEXT, Map.of());
  }
}
