package dev.sluice.local.template;

import dev.sluice.local.events.Rule;
import dev.sluice.local.sqs.Fifo;
import java.util.Optional;
import java.util.stream.Stream;

/// Where AWS takes no FIFO queue, and where it takes nothing else.
final class FifoChecks {
  private FifoChecks() {}

  static void check(StackParts parts, Problems problems) {
    for (Stack.Queue queue : parts.queues) {
      queue
          .redrive()
          .map(Stack.Redrive::deadLetterQueueArn)
          .filter(arn -> Fifo.isNamed(arn) != queue.fifo().isPresent())
          .ifPresent(
              arn ->
                  problems.add(
                      queue.logicalId() + " (AWS::SQS::Queue)",
                      "RedrivePolicy.deadLetterTargetArn has to be of the same type as the queue,"
                          + " FIFO or standard: "
                          + arn));
    }
    for (Stack.Bucket bucket : parts.buckets) {
      bucket.notifications().stream()
          .map(Stack.Notification::targetArn)
          .filter(Fifo::isNamed)
          .forEach(
              arn ->
                  problems.add(
                      bucket.logicalId() + " (AWS::S3::Bucket)",
                      "NotificationConfiguration can't name a FIFO queue: " + arn));
    }
    for (Stack.Function function : parts.functions) {
      refuse(
          function.asynchronous().deadLetters().stream(),
          function.logicalId() + " (AWS::Lambda::Function)",
          "DeadLetterConfig.TargetArn",
          problems);
    }
    parts.asynchronous.forEach(
        (function, asynchronous) ->
            refuse(
                Stream.of(asynchronous.onSuccess(), asynchronous.onFailure())
                    .flatMap(Optional::stream),
                "AWS::Lambda::EventInvokeConfig of " + function,
                "DestinationConfig",
                problems));
    for (Stack.EventRule rule : parts.rules) {
      String where = rule.logicalId() + " (AWS::Events::Rule)";
      for (Rule.Target target : rule.rule().targets()) {
        refuse(target.deadLetters().stream(), where, "DeadLetterConfig", problems);
        if (Fifo.isNamed(target.arn()) && target.messageGroupId().isEmpty()) {
          problems.add(
              where,
              "Targets needs SqsParameters.MessageGroupId for a FIFO queue: " + target.arn());
        }
      }
    }
  }

  private static void refuse(
      Stream<String> arns, String where, String property, Problems problems) {
    arns.filter(Fifo::isNamed)
        .forEach(arn -> problems.add(where, property + " can't name a FIFO queue: " + arn));
  }
}
