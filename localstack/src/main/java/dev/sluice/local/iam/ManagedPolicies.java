package dev.sluice.local.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Policies of AWS's own that the roles of functions and APIs have (AWS Managed Policy Reference).
/// Those that only concern services that are not here are not listed; what is not listed is
/// refused.
public final class ManagedPolicies {
  private static final String PREFIX = "arn:aws:iam::aws:policy/service-role/";
  private static final List<String> LOGS =
      List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents");

  private static final Map<String, List<String>> ACTIONS =
      Map.of(
          "AWSLambdaBasicExecutionRole",
          LOGS,
          "AmazonAPIGatewayPushToCloudWatchLogs",
          List.of(
              "logs:CreateLogGroup",
              "logs:CreateLogStream",
              "logs:DescribeLogGroups",
              "logs:DescribeLogStreams",
              "logs:PutLogEvents",
              "logs:GetLogEvents",
              "logs:FilterLogEvents"),
          "AWSLambdaSQSQueueExecutionRole",
          List.of(
              "sqs:ReceiveMessage",
              "sqs:DeleteMessage",
              "sqs:GetQueueAttributes",
              "logs:CreateLogGroup",
              "logs:CreateLogStream",
              "logs:PutLogEvents"));

  private ManagedPolicies() {}

  /// @param where the role, for people
  public static Optional<Policy> find(String arn, String where) {
    String name = arn.startsWith(PREFIX) ? arn.substring(PREFIX.length()) : "";
    return Optional.ofNullable(ACTIONS.get(name))
        .map(
            actions ->
                Policy.parse(
                    where + " " + name,
                    Policy.Kind.IDENTITY,
                    document(actions),
                    ManagedPolicies::impossible));
  }

  private static void impossible(Policy.Problem problem) {
    throw new IllegalStateException("A policy of this file: " + problem);
  }

  /// All of them are one statement on every resource.
  private static JsonNode document(List<String> actions) {
    ObjectNode document = JsonMapper.shared().createObjectNode().put("Version", "2012-10-17");
    ObjectNode statement =
        document.putArray("Statement").addObject().put("Effect", "Allow").put("Resource", "*");
    actions.forEach(statement.putArray("Action")::add);
    return document;
  }
}
