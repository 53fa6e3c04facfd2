package dev.sluice.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TemplateReaderTest {
  private static final StackContext CONTEXT =
      StackContext.local("shop", URI.create("http://127.0.0.1:4566"));

  @Test
  void namesAreMadeAsCloudFormationMakesThemButStayTheSame() {
    String template =
        """
        {"Resources": {
          "Pictures": {"Type": "AWS::S3::Bucket"},
          "Work": {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": "45"}}},
         "Outputs": {"Url": {"Value": {"Ref": "Work"}}}}
        """;

    Stack first = read(template);

    assertThat(first.buckets().getFirst().name()).matches("shop-pictures-[a-z2-7]{12}");
    assertThat(first.queues().getFirst().name()).matches("shop-Work-[A-Z2-7]{12}");
    assertThat(first.queues().getFirst().visibilityTimeout()).isEqualTo(Duration.ofSeconds(45));
    assertThat(first.outputs().get("Url"))
        .isEqualTo("http://127.0.0.1:4566/000000000000/" + first.queues().getFirst().name());
    assertThat(read(template)).isEqualTo(first);
  }

  @Test
  void everyPropertyNobodyUnderstandsIsRefusedWithItsLogicalIdAndPathAllAtOnce() {
    List<String> problems =
        problems(
            """
            {"Resources": {
              "Pictures": {"Type": "AWS::S3::Bucket", "Properties": {
                "ReplicationConfiguration": {"Role": "r"},
                "CorsConfiguration": {"CorsRules": [
                  {"AllowedMethods": ["GET"], "AllowedOrigins": ["*"]},
                  {"AllowedMethods": ["GET"], "AllowedOrigins": ["*"], "Colour": "blue"}]}}},
              "Topic": {"Type": "AWS::SNS::Topic"},
              "Work": {"Type": "AWS::SQS::Queue", "Properties": {
                "KmsMasterKeyId": "k", "DelaySeconds": 901, "Tags": [{"Key": "a", "Value": "b"}]}}}}
            """);

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "Topic: the resource type AWS::SNS::Topic is not understood by the local cloud",
            "Pictures (AWS::S3::Bucket): ReplicationConfiguration is not understood by the local cloud",
            "Pictures (AWS::S3::Bucket): CorsConfiguration.CorsRules[1].Colour is not understood by the"
                + " local cloud",
            "Work (AWS::SQS::Queue): DelaySeconds has to be 0 to 900, not 901",
            "Work (AWS::SQS::Queue): KmsMasterKeyId is not understood by the local cloud");
  }

  @Test
  void ofANameThereIsOne() {
    assertThat(
            problems(
                """
                {"Resources": {
                  "A": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "work"}},
                  "B": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "work"}},
                  "C": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "work"}}}}
                """))
        .containsExactly(
            "B (AWS::SQS::Queue): has the name of A,"
                + " http://127.0.0.1:4566/000000000000/work, of which there can be one");
  }

  @Test
  void whatIsSaidOfOtherResourcesAndOfDeletionHasToBeSo() {
    assertThat(
            problems(
                """
                {"Parameters": {"P": {"Type": "String", "Default": "no"}},
                 "Conditions": {"Never": {"Fn::Equals": [{"Ref": "P"}, "yes"]}},
                 "Resources": {
                  "A": {"Type": "AWS::SQS::Queue", "DependsOn": ["Nope", "Later"]},
                  "B": {"Type": "AWS::SQS::Queue", "DeletionPolicy": "Keep"},
                  "Later": {"Type": "AWS::SQS::Queue", "Condition": "Never"}}}
                """))
        .containsExactlyInAnyOrder(
            "A: DependsOn names no resource of the template: Nope",
            "B (AWS::SQS::Queue): DeletionPolicy is one of Delete, Retain, RetainExceptOnCreate,"
                + " Snapshot, not Keep");
  }

  @Test
  void whatHasNoEffectAndMayBeMissedIsTold() {
    assertThat(
            read("""
                    {"Resources": {
                      "A": {"Type": "AWS::S3::Bucket", "Properties": {
                        "Tags": [{"Key": "a", "Value": "b"}],
                        "BucketEncryption": {"ServerSideEncryptionConfiguration": [
                          {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]}}}}}
                    """)
                .withoutEffect())
        .containsExactly("AWS::S3::Bucket BucketEncryption");
  }

  /// Those to which CDK's `Tags.of(app).add(…)` writes them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "S3::Bucket",
        "SQS::Queue",
        "DynamoDB::Table",
        "IAM::Role",
        "Lambda::Function",
        "Lambda::EventSourceMapping",
        "Events::EventBus",
        "Events::Rule",
        "Logs::LogGroup",
        "ApiGateway::RestApi",
        "ApiGateway::Stage"
      })
  void tagsAreTakenOfEveryTypeThatHasThem(String type) {
    assertThat(
            problems(
                """
                {"Resources": {"A": {"Type": "AWS::%s", "Properties": {
                  "Colour": "blue", "Tags": [{"Key": "team", "Value": "library"}]}}}}
                """
                    .formatted(type)))
        .contains("A (AWS::" + type + "): Colour is not understood by the local cloud")
        .noneMatch(problem -> problem.contains("Tags"));
  }

  @Test
  void aPolicyIsRefusedForWhatItSaysWrongAndForConditionsThatCannotBeDecidedHere() {
    assertThat(
            problems(
                """
                {"Resources": {
                  "Pictures": {"Type": "AWS::S3::Bucket"},
                  "Closed": {"Type": "AWS::S3::BucketPolicy", "Properties": {
                    "Bucket": {"Ref": "Pictures"},
                    "PolicyDocument": {"Statement": {
                      "Effect": "Perhaps", "Principal": "*", "Action": "s3:*", "Resource": "*",
                      "Condition": {"StringEquals": {
                        "aws:SourceVpce": "vpce-1", "aws:PrincipalTag/team": "a"}}}}}}}}
                """))
        .containsExactly(
            "Closed (AWS::S3::BucketPolicy): PolicyDocument can't be read: Statement[0].Effect:"
                + " Invalid effect: Perhaps",
            "Closed (AWS::S3::BucketPolicy): PolicyDocument has a condition on aws:sourcevpce, which"
                + " no request has here",
            "Closed (AWS::S3::BucketPolicy): PolicyDocument has a condition on"
                + " aws:principaltag/team, which the local cloud does not evaluate");
  }

  @Test
  void aFilterOfAQueueThatLambdaWouldNotTakeIsRefused() {
    assertThat(
            problems(
                """
                {"Resources": {
                  "Work": {"Type": "AWS::SQS::Queue"},
                  "Source": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                    "EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]}, "FunctionName": "f",
                    "FilterCriteria": {"Filters": [{"Pattern": "{\\"attributes\\":{\\"a\\":[1]}}"}]}}}}}
                """))
        .contains(
            "Source (AWS::Lambda::EventSourceMapping): FilterCriteria is refused: a queue's messages"
                + " are filtered by their body only");
  }

  @Test
  void aCycleIsNamed() {
    assertThat(
            problems(
                """
                {"Resources": {
                  "A": {"Type": "AWS::SQS::Queue", "DependsOn": "B"},
                  "B": {"Type": "AWS::SQS::Queue", "Properties": {
                    "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["A", "Arn"]},
                                      "maxReceiveCount": 3}}}}}
                """))
        .contains("A: depends on itself: A → B → A");
  }

  @Test
  void aQueueHiddenForLessThanItsFunctionsTimeoutIsRefusedAsLambdaDoes() {
    assertThat(
            problems(
                """
                {"Resources": {
                  "Work": {"Type": "AWS::SQS::Queue"},
                  "Worker": {"Type": "AWS::Lambda::Function", "Metadata": {"aws:asset:path": "code"},
                    "Properties": {"Runtime": "java25", "Handler": "a.B", "Role": "r", "Timeout": 31,
                                   "Code": {"S3Bucket": "b", "S3Key": "k"}}},
                  "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                    "EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]},
                    "FunctionName": {"Ref": "Worker"}}}}}
                """))
        .singleElement()
        .asString()
        .contains("Mapping")
        .contains("Queue visibility timeout: 30 seconds is less than Function timeout: 31 seconds")
        .contains("raise Work.VisibilityTimeout");
  }

  @Test
  void parametersWithoutAValueAndUnknownOnesAreNamed() {
    TemplateException refused =
        catchThrowableOfType(
            TemplateException.class,
            () ->
                read(
                    """
                    {"Parameters": {"Issuer": {"Type": "String"}, "Size": {"Type": "Number", "Default": 3}},
                     "Resources": {"Q": {"Type": "AWS::SQS::Queue",
                       "Properties": {"QueueName": {"Ref": "Issuer"}}}}}
                    """,
                    Map.of("Isuer", "x")));

    assertThat(refused.problems())
        .containsExactly(
            "Parameter Issuer: has no default: give it a value (--parameter Issuer=…, or parameter(…) of the builder)",
            "Parameter Isuer: is not one of the template's");
  }

  @Test
  void resourcesOfAConditionThatDoesNotHoldAreLeftOut() {
    Stack stack =
        read(
            """
            {"Parameters": {"Stage": {"Type": "String", "Default": "dev"}},
             "Conditions": {"IsProduction": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]},
                            "IsNot": {"Fn::Not": [{"Condition": "IsProduction"}]}},
             "Resources": {
               "A": {"Type": "AWS::SQS::Queue", "Condition": "IsProduction"},
               "B": {"Type": "AWS::SQS::Queue", "Condition": "IsNot"}}}
            """);

    assertThat(stack.queues()).extracting(Stack.Queue::logicalId).containsExactly("B");
  }

  @Test
  void integrationsOtherThanProxiesAreRefused() {
    assertThat(
            problems(
                """
                {"Resources": {"Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": {
                  "openapi": "3.0.1",
                  "x-amazon-apigateway-policy": {},
                  "paths": {
                    "/a": {"get": {"x-amazon-apigateway-integration": {"type": "http_proxy"}}},
                    "/b": {"options": {"x-amazon-apigateway-integration": {"type": "mock",
                      "requestTemplates": {"application/json": "#set($a = 1){\\"statusCode\\": 200}"}}}},
                    "/c": {"get": {"x-amazon-apigateway-integration": {"type": "aws_proxy",
                      "uri": "x", "httpMethod": "POST", "timeoutInMillis": 30000}}},
                    "/d": {"get": {}}}}}}}}
                """))
        .containsExactlyInAnyOrder(
            "Api (AWS::ApiGateway::RestApi): Body.x-amazon-apigateway-policy is not understood by the"
                + " local cloud",
            "Api (AWS::ApiGateway::RestApi): Body.paths./a.get.x-amazon-apigateway-integration.type"
                + " has to be AWS_PROXY or MOCK, not http_proxy",
            "Api (AWS::ApiGateway::RestApi): Body.paths./b.options.x-amazon-apigateway-integration"
                + ".requestTemplates has to be a fixed text: VTL is not run here",
            "Api (AWS::ApiGateway::RestApi): Body.paths./d.get.x-amazon-apigateway-integration is"
                + " missing",
            "Api (AWS::ApiGateway::RestApi): Body.paths./c.get.x-amazon-apigateway-integration"
                + ".timeoutInMillis has to be 50 to 29000, not 30000");
  }

  @Test
  void notificationsAndDeadLettersHaveToLeadSomewhere() {
    assertThat(
            problems(
                """
                {"Resources": {
                  "Drop": {"Type": "AWS::S3::Bucket", "Properties": {"NotificationConfiguration": {
                    "QueueConfigurations": [{"Event": "s3:ObjectCreated:*", "Queue": "arn:q"}]}}},
                  "Work": {"Type": "AWS::SQS::Queue", "Properties": {"RedrivePolicy": {
                    "deadLetterTargetArn": "arn:d", "maxReceiveCount": 3}}}}}
                """))
        .containsExactly(
            "Drop (AWS::S3::Bucket): NotificationConfiguration names no queue or function of this template: arn:q",
            "Work (AWS::SQS::Queue): RedrivePolicy.deadLetterTargetArn names no queue of this"
                + " template: arn:d");
  }

  @Test
  void rulesThatEventBridgeWouldNotTakeAreRefusedAndSoIsWhatIsNotUnderstood() {
    assertThat(
            problems(
                """
                {"Resources": {
                  "Own": {"Type": "AWS::Events::EventBus", "Properties": {"Name": "own", "Policy": {}}},
                  "Nothing": {"Type": "AWS::Events::Rule", "Properties": {}},
                  "Odd": {"Type": "AWS::Events::Rule", "Properties": {
                    "EventPattern": {"source": ["a", {"contains": "b"}]},
                    "RoleArn": "arn:aws:iam::000000000000:role/r",
                    "Targets": [
                      {"Id": "a", "Arn": "arn:a"},
                      {"Id": "b", "Arn": "arn:a", "Input": "1", "InputPath": "$.b"},
                      {"Id": "c", "Arn": "arn:a", "InputPath": "$.b[*]"},
                      {"Id": "d", "Arn": "arn:a", "RetryPolicy": {"MaximumRetryAttempts": 186},
                       "DeadLetterConfig": {"Arn": "arn:d"}, "EcsParameters": {}}]}},
                  "Late": {"Type": "AWS::Events::Rule", "Properties": {
                    "EventBusName": {"Ref": "Own"}, "State": "SOMETIMES",
                    "ScheduleExpression": "rate(1 minute)"}},
                  "Wrong": {"Type": "AWS::Events::Rule", "Properties": {
                    "ScheduleExpression": "rate(10 minute)", "EventBusName": "other"}}}}
                """))
        .containsExactlyInAnyOrder(
            "Own (AWS::Events::EventBus): Policy is not understood by the local cloud",
            "Nothing (AWS::Events::Rule): EventPattern or ScheduleExpression is needed",
            "Odd (AWS::Events::Rule): EventPattern is refused: Event pattern is not valid. Reason:"
                + " Unrecognized match type contains",
            "Odd (AWS::Events::Rule): RoleArn is not understood by the local cloud",
            "Odd (AWS::Events::Rule): Targets[1].Input is refused: Only one of Input, InputPath, or"
                + " InputTransformer must be provided",
            "Odd (AWS::Events::Rule): Targets[2].Input is refused: Invalid JSON path: $.b[*]",
            "Odd (AWS::Events::Rule): Targets[3].RetryPolicy.MaximumRetryAttempts has to be 0 to 185,"
                + " not 186",
            "Odd (AWS::Events::Rule): Targets[3].EcsParameters is not understood by the local cloud",
            "Odd (AWS::Events::Rule): Targets names no queue or function of this template: arn:a",
            "Odd (AWS::Events::Rule): DeadLetterConfig names no queue of this template: arn:d",
            "Late (AWS::Events::Rule): State has to be ENABLED or DISABLED, not SOMETIMES",
            "Late (AWS::Events::Rule): ScheduleExpression is supported only on the default event bus",
            "Wrong (AWS::Events::Rule): ScheduleExpression is refused: Parameter ScheduleExpression is"
                + " not valid. rate(10 minute)",
            "Wrong (AWS::Events::Rule): EventBusName names no bus of this template: other");
  }

  @Test
  void lifecycleRulesOfAllKindsAreS3sOwn() {
    Stack stack =
        read(
            """
            {"Resources": {"Drop": {"Type": "AWS::S3::Bucket", "Properties": {
              "LifecycleConfiguration": {"Rules": [
                {"Id": "old", "Status": "Enabled", "Prefix": "old/", "ExpirationInDays": 30,
                 "TagFilters": [{"Key": "keep", "Value": "no"}], "ObjectSizeGreaterThan": "10"},
                {"Status": "Disabled", "ExpirationDate": "2030-01-01T00:00:00Z"},
                {"Status": "Enabled", "ExpiredObjectDeleteMarker": true,
                 "NoncurrentVersionExpiration": {"NoncurrentDays": 3, "NewerNoncurrentVersions": 2},
                 "Transitions": [{"StorageClass": "GLACIER", "TransitionInDays": 1}],
                 "NoncurrentVersionTransitions": [{"StorageClass": "GLACIER", "TransitionInDays": 2}],
                 "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}]}}}}}
            """);

    assertThat(stack.buckets().getFirst().lifecycle().orElseThrow())
        .contains(
            "<Rule><ID>old</ID><Filter><And><Prefix>old/</Prefix><Tag><Key>keep</Key><Value>no</Value>"
                + "</Tag><ObjectSizeGreaterThan>10</ObjectSizeGreaterThan></And></Filter>"
                + "<Status>Enabled</Status><Expiration><Days>30</Days></Expiration></Rule>",
            "<Rule><ID>Drop-1</ID><Filter><Prefix></Prefix></Filter><Status>Disabled</Status>"
                + "<Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration></Rule>",
            "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>"
                + "<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>"
                + "<NoncurrentVersionTransition><NoncurrentDays>2</NoncurrentDays>"
                + "<StorageClass>GLACIER</StorageClass></NoncurrentVersionTransition>"
                + "<NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays>"
                + "<NewerNoncurrentVersions>2</NewerNoncurrentVersions></NoncurrentVersionExpiration>"
                + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>"
                + "</AbortIncompleteMultipartUpload>");
  }

  @Test
  void whatS3RefusesOfABucketsRulesIsRefusedAtTheStart() {
    assertThat(
            problems(
                """
                {"Resources": {
                  "Work": {"Type": "AWS::SQS::Queue"},
                  "Drop": {"Type": "AWS::S3::Bucket", "Properties": {
                    "LifecycleConfiguration": {"Rules": [
                      {"Status": "Enabled", "ExpirationInDays": 0}]},
                    "NotificationConfiguration": {"QueueConfigurations": [
                      {"Event": "s3:ObjectCreated:*", "Queue": {"Fn::GetAtt": ["Work", "Arn"]}},
                      {"Event": "s3:ObjectCreated:Put", "Queue": {"Fn::GetAtt": ["Work", "Arn"]}}]}}}}}
                """))
        .containsExactlyInAnyOrder(
            "Drop (AWS::S3::Bucket): LifecycleConfiguration.Rules are refused by S3: 'Days' for"
                + " Expiration action must be a positive integer",
            "Drop (AWS::S3::Bucket): NotificationConfiguration.QueueConfigurations are refused by S3:"
                + " Configuration is ambiguously defined. Cannot have overlapping suffixes in two"
                + " rules if the prefixes are overlapping for the same event type.");
  }

  private static List<String> problems(String template) {
    return catchThrowableOfType(TemplateException.class, () -> read(template)).problems();
  }

  private static Stack read(String template) {
    return read(template, Map.of());
  }

  private static Stack read(String template, Map<String, String> parameters) {
    return TemplateReader.read(new JsonMapper().readTree(template), CONTEXT, parameters);
  }
}
