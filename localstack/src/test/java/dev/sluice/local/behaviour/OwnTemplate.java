package dev.sluice.local.behaviour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The template of [OwnCloud].
final class OwnTemplate {
  /// Longer than any function here may take.
  static final int VISIBILITY_SECONDS = 30;

  private static final String TRUST =
      """
      "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]}""";
  private static final String POLLER =
      """
      "Policies": [{"PolicyName": "poll", "PolicyDocument": {"Version": "2012-10-17", "Statement":
        [{"Effect": "Allow", "Resource": "*", "Action":
          ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]}]}}]""";
  private static final String GATHERING =
      "\"BatchSize\": 3, \"MaximumBatchingWindowInSeconds\": 60";
  private static final String ONE_BY_ONE = "\"BatchSize\": 1";

  private static final String ORDERED =
      ", \"FifoQueue\": true, \"ContentBasedDeduplication\": true";

  private OwnTemplate() {}

  static String json(Path folder) throws IOException {
    List<String> resources = new ArrayList<>(List.of(role(POLLER), TELLING, DEAD));
    List<String> outputs =
        new ArrayList<>(List.of(output("Telling"), output("Told"), output("Dead")));
    for (String[] one :
        new String[][] {
          {"Whole", GATHERING, "", ""},
          {
            "Partial",
            GATHERING + ", \"FunctionResponseTypes\": [\"ReportBatchItemFailures\"]",
            "",
            ""
          },
          {"Narrow", ONE_BY_ONE + ", \"ScalingConfig\": {\"MaximumConcurrency\": 2}", "", ""},
          {"Wide", ONE_BY_ONE, "", ""},
          {"Ordered", ONE_BY_ONE, "", ORDERED},
          {"Slow", ONE_BY_ONE, ", \"Timeout\": 1", ""},
          {"Reserved", ONE_BY_ONE, ", \"ReservedConcurrentExecutions\": 1", ""},
          {
            "Doomed",
            ONE_BY_ONE,
            "",
            ", \"RedrivePolicy\": {\"maxReceiveCount\": 2, \"deadLetterTargetArn\":"
                + " {\"Fn::GetAtt\": [\"Dead\", \"Arn\"]}}"
          },
        }) {
      Files.createDirectories(folder.resolve(one[0]));
      resources.add(feed(one[0], folder.resolve(one[0]), one[1], one[2], one[3]));
      outputs.add(output(one[0]));
    }
    return document(resources, outputs);
  }

  /// One function and its queue, to be refused for one reason.
  static String single(String role, String mapping, String function, int visibility) {
    String feed =
        feed("One", Path.of("/"), mapping, function, "")
            .replace(": " + VISIBILITY_SECONDS, ": " + visibility);
    return document(List.of(role(role), feed), List.of(output("One")));
  }

  /// The same with a FIFO queue.
  static String singleFifo(String mapping) {
    return document(
        List.of(role(POLLER), feed("One", Path.of("/"), mapping, "", ORDERED)),
        List.of(output("One")));
  }

  static String single(String mapping, String function, int visibility) {
    return single(POLLER, mapping, function, visibility);
  }

  private static String document(List<String> resources, List<String> outputs) {
    return "{\"Resources\": {%s}, \"Outputs\": {%s}}"
        .formatted(String.join(",\n", resources), String.join(", ", outputs));
  }

  private static String output(String name) {
    return "\"%1$s\": {\"Value\": {\"Ref\": \"%1$s\"}}".formatted(name);
  }

  private static String role(String policies) {
    return "\"Role\": {\"Type\": \"AWS::IAM::Role\", \"Properties\": {%s%s}}"
        .formatted(TRUST, policies.isEmpty() ? "" : ",\n" + policies);
  }

  private static String feed(
      String name, Path directory, String mapping, String function, String queue) {
    return """
    "%1$s": {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": %6$d%5$s}},
    "%1$sFunction": {"Type": "AWS::Lambda::Function",
      "Metadata": {"aws:asset:path": "test-classes"},
      "Properties": {"Code": {"S3Bucket": "assets", "S3Key": "clerk.zip"}, "Runtime": "java25",
        "Handler": "example.functions.Clerk::handleRequest",
        "Role": {"Fn::GetAtt": ["Role", "Arn"]},
        "Environment": {"Variables": {"DIRECTORY": "%2$s"}}%4$s}},
    "%1$sMapping": {"Type": "AWS::Lambda::EventSourceMapping",
      "Properties": {"EventSourceArn": {"Fn::GetAtt": ["%1$s", "Arn"]},
        "FunctionName": {"Ref": "%1$sFunction"}, %3$s}}"""
        .formatted(
            name,
            directory,
            mapping,
            function.contains("Timeout") ? function : function + ", \"Timeout\": 20",
            queue,
            VISIBILITY_SECONDS);
  }

  private static final String DEAD = "\"Dead\": {\"Type\": \"AWS::SQS::Queue\"}";

  private static final String TELLING =
      """
      "Told": {"Type": "AWS::SQS::Queue"},
      "ToldPolicy": {"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": [{"Ref": "Told"}],
        "PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
          "Action": "sqs:SendMessage", "Principal": {"Service": "s3.amazonaws.com"},
          "Resource": {"Fn::GetAtt": ["Told", "Arn"]}}]}}},
      "Telling": {"Type": "AWS::S3::Bucket", "DependsOn": ["ToldPolicy"], "Properties": {
        "NotificationConfiguration": {"QueueConfigurations": [
          {"Event": "s3:ObjectCreated:*", "Queue": {"Fn::GetAtt": ["Told", "Arn"]},
            "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "told/"},
              {"Name": "suffix", "Value": ".txt"}]}}}]}}}""";
}
