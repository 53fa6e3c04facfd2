package dev.sluice.local;

import dev.sluice.local.events.EventBuses;
import dev.sluice.local.http.CallRefused;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.s3.Destinations;
import dev.sluice.local.sqs.Fifo;
import dev.sluice.local.sqs.Queue;
import dev.sluice.local.sqs.SqsService;
import dev.sluice.local.template.Stack;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;

/// The queues, functions and the bus of a stack, as its buckets reach them: with S3's own rights.
record BucketDestinations(
    Stack stack, SqsService sqs, Deliveries deliveries, ServiceCalls calls, EventBuses buses)
    implements Destinations {

  @Override
  public Optional<String> refusal(String bucket, String arn) {
    ServiceCalls.Caller caller = Iam.notifications(stack, bucket);
    if (arn.startsWith("arn:aws:lambda:")) {
      Predicate<LambdaFunction> allowed =
          function -> calls.refusalToSend(caller, function.configuration().arn()).isEmpty();
      return deliveries.function(arn).filter(allowed).isPresent()
          ? Optional.empty()
          : Optional.of("Not authorized to invoke function [" + arn + "]");
    }
    if (Fifo.isNamed(arn)) {
      return Optional.of("FIFO queues are not supported as destinations");
    }
    Optional<Queue> queue = sqs.queueByArn(arn);
    if (queue.isEmpty()) {
      return Optional.of("The destination queue does not exist");
    }
    return calls
        .refusal(caller, "SendMessage", arn)
        .map(
            why ->
                "Permissions on the destination queue do not allow S3 to publish notifications from"
                    + " this bucket");
  }

  @Override
  public void send(String bucket, String arn, String message) {
    try {
      deliveries.send(Iam.notifications(stack, bucket), arn, message, Map.of());
    } catch (CallRefused refused) {
      // S3 tells nobody: the call is recorded with its status.
    }
  }

  @Override
  public void publish(String event) {
    buses.put(EventBuses.DEFAULT, JsonMapper.shared().readTree(event));
  }
}
