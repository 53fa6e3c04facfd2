package dev.sluice.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.local.sqs.Fifo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// FIFO queues in templates.
class FifoTemplateTest {
  @Test
  void aFifoQueueWithoutANameGetsOneThatSaysSo() {
    Stack.Queue queue =
        read("""
                {"Resources": {"Work": {"Type": "AWS::SQS::Queue", "Properties": {
                  "FifoQueue": true, "ContentBasedDeduplication": "true",
                  "DeduplicationScope": "messageGroup",
                  "FifoThroughputLimit": "perMessageGroupId"}}}}
                """)
            .queues()
            .getFirst();

    assertThat(queue.name()).matches("shop-Work-[A-Z2-7]{12}\\.fifo");
    assertThat(queue.fifo()).contains(new Fifo(true, true, true));
  }

  @Test
  void whereAwsTakesNoFifoQueueOrNothingElseIsRefused() {
    List<String> problems =
        problems(
            """
            {"Resources": {
              "Named": {"Type": "AWS::SQS::Queue", "Properties": {
                "QueueName": "named", "FifoQueue": true}},
              "Plain": {"Type": "AWS::SQS::Queue", "Properties": {
                "ContentBasedDeduplication": true,
                "RedrivePolicy": {"maxReceiveCount": 1,
                  "deadLetterTargetArn": {"Fn::GetAtt": ["Work", "Arn"]}}}},
              "Work": {"Type": "AWS::SQS::Queue", "Properties": {
                "QueueName": "work.fifo", "FifoQueue": true,
                "FifoThroughputLimit": "perMessageGroupId"}},
              "Pictures": {"Type": "AWS::S3::Bucket", "Properties": {
                "NotificationConfiguration": {"QueueConfigurations": [{
                  "Event": "s3:ObjectCreated:*", "Queue": {"Fn::GetAtt": ["Work", "Arn"]}}]}}},
              "Sold": {"Type": "AWS::Events::Rule", "Properties": {
                "EventPattern": {"source": ["shop"]},
                "Targets": [{"Id": "a", "Arn": {"Fn::GetAtt": ["Work", "Arn"]},
                  "DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["Work", "Arn"]}}}]}},
              "Letters": {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": {
                "FunctionName": "f", "Qualifier": "$LATEST", "DestinationConfig": {
                  "OnFailure": {"Destination": {"Fn::GetAtt": ["Work", "Arn"]}}}}}}}
            """);

    String arn = "arn:aws:sqs:us-east-1:000000000000:work.fifo";
    assertThat(problems)
        .contains(
            "Named (AWS::SQS::Queue): QueueName has to end in .fifo if FifoQueue is true, and only"
                + " then",
            "Plain (AWS::SQS::Queue): ContentBasedDeduplication is for FIFO queues only",
            "Plain (AWS::SQS::Queue): RedrivePolicy.deadLetterTargetArn has to be of the same type"
                + " as the queue, FIFO or standard: "
                + arn,
            "Pictures (AWS::S3::Bucket): NotificationConfiguration can't name a FIFO queue: " + arn,
            "Sold (AWS::Events::Rule): Targets needs SqsParameters.MessageGroupId for a FIFO queue: "
                + arn,
            "Sold (AWS::Events::Rule): DeadLetterConfig can't name a FIFO queue: " + arn,
            "AWS::Lambda::EventInvokeConfig of f: DestinationConfig can't name a FIFO queue: "
                + arn)
        .anyMatch(problem -> problem.contains("FifoQueue is refused: Invalid value"));
  }

  private static List<String> problems(String template) {
    return catchThrowableOfType(TemplateException.class, () -> read(template)).problems();
  }

  private static Stack read(String template) {
    return TemplateReader.read(
        new JsonMapper().readTree(template),
        StackContext.local("shop", URI.create("http://127.0.0.1:4566")),
        Map.of());
  }
}
