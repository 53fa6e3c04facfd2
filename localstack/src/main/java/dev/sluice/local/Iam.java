package dev.sluice.local;

import dev.sluice.local.iam.AccessRequest;
import dev.sluice.local.iam.Authority;
import dev.sluice.local.iam.ContextKeys;
import dev.sluice.local.iam.Decision;
import dev.sluice.local.iam.Policy;
import dev.sluice.local.iam.Principal;
import dev.sluice.local.template.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A template's policies at work, and what AWS refuses to create for want of permissions.
final class Iam {
  private static final String LAMBDA = "lambda.amazonaws.com";
  private static final String S3 = "s3.amazonaws.com";
  private static final String EVENTS = "events.amazonaws.com";
  private static final String GATEWAY = "apigateway.amazonaws.com";

  /// Lambda developer guide, "Using Lambda with Amazon SQS", execution role permissions.
  private static final List<String> POLLING =
      List.of("ReceiveMessage", "DeleteMessage", "GetQueueAttributes");

  private Iam() {}

  static Authority authority(Stack stack) {
    Map<String, List<Policy>> ofRoles = new LinkedHashMap<>();
    stack.roles().forEach(role -> ofRoles.put(role.arn(), role.policies()));
    Map<String, List<Policy>> ofResources = new LinkedHashMap<>();
    for (Stack.ResourcePolicy policy : stack.resourcePolicies()) {
      ofResources
          .computeIfAbsent(arn(stack, policy.resource()), absent -> new ArrayList<>())
          .add(policy.policy());
    }
    return new Authority(ofRoles, ofResources);
  }

  /// With whose rights a bucket's notifications are sent.
  static ServiceCalls.Caller notifications(Stack stack, String bucket) {
    return service(S3, stack, "arn:aws:s3:::" + bucket);
  }

  /// With whose rights a rule's targets get its events.
  static ServiceCalls.Caller events(Stack stack, String ruleArn) {
    return service(EVENTS, stack, ruleArn);
  }

  /// With whose rights a gateway invokes functions.
  ///
  /// @param methodArn the API, stage, method and resource
  static ServiceCalls.Caller gateway(Stack stack, String methodArn) {
    return service(GATEWAY, stack, methodArn);
  }

  private static ServiceCalls.Caller service(String name, Stack stack, String sourceArn) {
    return new ServiceCalls.Caller(
        name,
        new Principal.Service(name),
        Map.of(
            ContextKeys.SOURCE_ACCOUNT,
            stack.context().account(),
            ContextKeys.SOURCE_ARN,
            sourceArn));
  }

  /// With whose rights a function's queues are polled, and its destinations told.
  static ServiceCalls.Caller lambda(Stack.Function function) {
    return new ServiceCalls.Caller(
        LAMBDA, new Principal.Role(function.roleArn(), function.name()), Map.of());
  }

  /// All that could not be created on AWS, at once.
  static void check(Stack stack, ServiceCalls calls) {
    List<String> problems = new ArrayList<>();
    for (Stack.Function function : stack.functions()) {
      if (!trusted(stack, function)) {
        problems.add(
            function.logicalId()
                + ": The role defined for the function cannot be assumed by Lambda.");
      }
    }
    for (Stack.Mapping mapping : stack.mappings()) {
      for (Stack.Function function : stack.functions()) {
        if (function.name().equals(mapping.functionName())) {
          for (String operation : POLLING) {
            calls
                .refusal(lambda(function), operation, mapping.queueArn())
                .ifPresent(
                    why ->
                        problems.add(
                            mapping.logicalId()
                                + ": The function execution role does not have permissions to call "
                                + operation
                                + " on SQS: "
                                + why));
          }
        }
      }
    }
    for (Stack.Bucket bucket : stack.buckets()) {
      for (Stack.Notification notification : bucket.notifications()) {
        calls
            .refusalToSend(notifications(stack, bucket.name()), notification.targetArn())
            .ifPresent(
                why ->
                    problems.add(
                        bucket.logicalId()
                            + ": Unable to validate the following destination configurations: "
                            + why));
      }
    }
    if (!problems.isEmpty()) {
      throw new LocalCloudException(
          "The template can't be created on AWS:\n  - " + String.join("\n  - ", problems));
    }
  }

  /// A role that is not of this template is trusted; its calls are refused, having no policy.
  private static boolean trusted(Stack stack, Stack.Function function) {
    return stack.roles().stream()
        .filter(role -> role.arn().equals(function.roleArn()))
        .map(role -> new Authority(Map.of(), Map.of(role.arn(), List.of(role.trust()))))
        .allMatch(
            trust ->
                trust.decide(
                        new AccessRequest(
                            new Principal.Service(LAMBDA),
                            "sts:AssumeRole",
                            function.roleArn(),
                            Map.of()))
                    instanceof Decision.Allowed);
  }

  private static String arn(Stack stack, String bucketOrQueueUrl) {
    if (bucketOrQueueUrl.startsWith("arn:")) {
      return bucketOrQueueUrl;
    }
    return stack.queues().stream()
        .filter(queue -> bucketOrQueueUrl.endsWith("/" + queue.name()))
        .map(Stack.Queue::arn)
        .findFirst()
        .orElse("arn:aws:s3:::" + bucketOrQueueUrl);
  }
}
