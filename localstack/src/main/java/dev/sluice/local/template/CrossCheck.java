package dev.sluice.local.template;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// References by ARN, which have to lead to something in the same template.
final class CrossCheck {
  private CrossCheck() {}

  static void check(StackParts parts, Problems problems) {
    FifoChecks.check(parts, problems);
    Set<String> queues = parts.queues.stream().map(Stack.Queue::arn).collect(Collectors.toSet());
    for (Stack.Bucket bucket : parts.buckets) {
      for (Stack.Notification notification : bucket.notifications()) {
        boolean known =
            queues.contains(notification.targetArn())
                || parts.functions.stream()
                    .anyMatch(function -> function.arn().equals(notification.targetArn()));
        if (!known) {
          problems.add(
              bucket.logicalId() + " (AWS::S3::Bucket)",
              "NotificationConfiguration names no queue or function of this template: "
                  + notification.targetArn());
        }
      }
    }
    parts.queues.forEach(queue -> deadLetters(queue, queues, parts, problems));
    for (Stack.RestApi api : parts.apis) {
      if (parts.deployments.containsValue(api.id()) && !parts.methods.containsKey(api.id())) {
        problems.add(
            api.logicalId() + " (AWS::ApiGateway::RestApi)", "is deployed and has no methods");
      }
    }
    Set<String> functions =
        parts.functions.stream().map(Stack.Function::arn).collect(Collectors.toSet());
    for (Stack.Function function : parts.functions) {
      Optional<String> letters = function.asynchronous().deadLetters();
      if (letters.isPresent() && !queues.contains(letters.get())) {
        problems.add(
            function.logicalId() + " (AWS::Lambda::Function)",
            "DeadLetterConfig.TargetArn names no queue of this template: " + letters.get());
      }
    }
    parts.asynchronous.forEach(
        (function, asynchronous) ->
            Stream.of(asynchronous.onSuccess(), asynchronous.onFailure())
                .flatMap(Optional::stream)
                .filter(arn -> !queues.contains(arn) && !functions.contains(arn))
                .forEach(
                    arn ->
                        problems.add(
                            "AWS::Lambda::EventInvokeConfig of " + function,
                            "DestinationConfig names no queue or function of this template: "
                                + arn)));
  }

  private static void deadLetters(
      Stack.Queue queue, Set<String> queues, StackParts parts, Problems problems) {
    if (queue.redrive().isEmpty()) {
      return;
    }
    String where = queue.logicalId() + " (AWS::SQS::Queue)";
    String target = queue.redrive().get().deadLetterQueueArn();
    if (!queues.contains(target)) {
      problems.add(
          where, "RedrivePolicy.deadLetterTargetArn names no queue of this template: " + target);
    }
    SqsResources.RedriveAllow allow = parts.redriveAllows.get(target);
    if (allow != null && !allow.allows(queue.arn())) {
      problems.add(
          where, "RedrivePolicy is refused by the RedriveAllowPolicy of the queue " + target);
    }
  }
}
