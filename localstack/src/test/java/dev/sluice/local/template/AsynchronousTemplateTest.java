package dev.sluice.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What a template says of a function's asynchronous invocations.
class AsynchronousTemplateTest {
  private static final String TEMPLATE =
      """
      {"Resources": {
        "Letters": {"Type": "AWS::SQS::Queue"},
        "Done": {"Type": "AWS::SQS::Queue"},
        "Worker": {"Type": "AWS::Lambda::Function", "Metadata": {"aws:asset:path": "code"},
          "Properties": {"Runtime": "java25", "Handler": "a.B", "Role": "r",
            "Code": {"S3Bucket": "b", "S3Key": "k"},
            "LoggingConfig": {"LogGroup": "mine"},
            "DeadLetterConfig": {"TargetArn": {"Fn::GetAtt": ["Letters", "Arn"]}}}},
        "Config": {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": {
          "FunctionName": {"Ref": "Worker"}, "Qualifier": "$LATEST",
          "MaximumRetryAttempts": 1, "MaximumEventAgeInSeconds": 60,
          "DestinationConfig": {"OnSuccess": {"Destination": %s}}}}}}
      """;

  @Test
  void retriesAgeDestinationsAndDeadLettersAreRead() {
    Stack stack = read(TEMPLATE.formatted("{\"Fn::GetAtt\": [\"Done\", \"Arn\"]}"));

    Stack.Function worker = stack.functions().getFirst();
    assertThat(worker.logGroup()).hasValue("mine");
    assertThat(worker.asynchronous())
        .isEqualTo(
            new Stack.Asynchronous(
                1,
                Duration.ofSeconds(60),
                Optional.of(stack.queues().getLast().arn()),
                Optional.empty(),
                Optional.of(stack.queues().getFirst().arn())));
  }

  @Test
  void aDestinationElsewhereIsRefused() {
    TemplateException refused =
        catchThrowableOfType(
            TemplateException.class, () -> read(TEMPLATE.formatted("\"arn:aws:sns:a:b:c\"")));

    assertThat(refused.problems())
        .singleElement()
        .asString()
        .contains("DestinationConfig names no queue or function of this template");
  }

  private static Stack read(String template) {
    return TemplateReader.read(
        new JsonMapper().readTree(template),
        StackContext.local("shop", URI.create("http://127.0.0.1:4566")),
        Map.of());
  }
}
