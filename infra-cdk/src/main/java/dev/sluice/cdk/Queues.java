package dev.sluice.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;
import software.constructs.IDependable;

/// Every queue with its dead-letter queue.
///
/// @param created object-created events, for the validator
/// @param events `file.ready`, `file.rejected` and `file.processed`, for whoever consumes them
/// @param work each processor's tasks, and the scanner's if there is one
record Queues(Queue created, Queue events, Map<ProcessorProps, Queue> work) {

  /// Completing through the API judges the object at once, in well under this time. The event that
  /// S3 sends for the same object is then mostly a look at a finished record; without the delay
  /// both would read and judge the same bytes side by side. Events of clients that complete on
  /// their own wait as long, which nobody notices.
  private static final Duration LET_THE_API_JUDGE_FIRST = Duration.seconds(2);

  private static final int CREATED_ATTEMPTS = 5;
  private static final int EVENTS_ATTEMPTS = 10;

  /// Time for a consumer to handle one event; a consumer may change it per message.
  private static final Duration EVENTS_VISIBILITY = Duration.minutes(1);

  /// SQS: the longest retention, as dead letters wait for people.
  private static final Duration RETENTION = Duration.days(14);

  /// Lambda: "Creating and configuring an Amazon SQS event source mapping" asks for at least six
  /// times the function's timeout, so that a throttled batch has time to be tried again.
  private static final int VISIBILITY_PER_TIMEOUT = 6;

  static Queues create(Construct scope, UploadPipelineProps props) {
    Queue created =
        queue(
            scope,
            "Created",
            CREATED_ATTEMPTS,
            visibilityFor(Functions.VALIDATOR_TIMEOUT),
            LET_THE_API_JUDGE_FIRST);
    var work = new LinkedHashMap<ProcessorProps, Queue>();
    props.processors().forEach(processor -> work.put(processor, queue(scope, processor)));
    props
        .scanner()
        .map(ScannerProps::queue)
        .ifPresent(scanner -> work.put(scanner, queue(scope, scanner)));
    Queue events = queue(scope, "Events", EVENTS_ATTEMPTS, EVENTS_VISIBILITY, Duration.seconds(0));
    return new Queues(created, events, work);
  }

  /// At most 90 minutes, as a function runs 15 minutes at most; SQS would take 12 hours.
  private static Duration visibilityFor(java.time.Duration timeout) {
    return Duration.seconds(timeout.toSeconds() * VISIBILITY_PER_TIMEOUT);
  }

  private static Queue queue(Construct scope, ProcessorProps processor) {
    return queue(
        scope,
        processor.pascalName(),
        processor.attempts(),
        visibilityFor(processor.timeout()),
        Duration.seconds(0));
  }

  private static Queue queue(
      Construct scope, String name, int attempts, Duration visibility, Duration delay) {
    Queue dead =
        Queue.Builder.create(scope, name + "DeadLetters")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(RETENTION)
            .build();
    Queue.Builder queue =
        Queue.Builder.create(scope, name + "Queue")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(RETENTION)
            .visibilityTimeout(visibility)
            .deadLetterQueue(
                DeadLetterQueue.builder().queue(dead).maxReceiveCount(attempts).build());
    if (delay.toSeconds().intValue() > 0) {
      queue.deliveryDelay(delay);
    }
    return queue.build();
  }

  /// The condition names the account and not the bucket: the bucket needs this policy first, so a
  /// policy that named the bucket would close a circle.
  IDependable allowS3ToSend() {
    return Objects.requireNonNull(
        created
            .addToResourcePolicy(
                PolicyStatement.Builder.create()
                    .sid("ObjectCreated")
                    .principals(List.of(new ServicePrincipal("s3.amazonaws.com")))
                    .actions(List.of("sqs:SendMessage"))
                    .resources(List.of(created.getQueueArn()))
                    .conditions(
                        Map.of(
                            "StringEquals",
                            Map.of("aws:SourceAccount", Stack.of(created).getAccount())))
                    .build())
            .getPolicyDependable());
  }

  /// URLs of the processors' queues and of the events queue, by environment variable.
  Map<String, String> senderVariables() {
    var variables = new LinkedHashMap<String, String>();
    work.forEach(
        (processor, queue) -> variables.put(processor.queueVariable(), queue.getQueueUrl()));
    variables.put("SLUICE_EVENTS_QUEUE", events.getQueueUrl());
    return variables;
  }

  List<String> workArns() {
    return work.values().stream().map(Queue::getQueueArn).toList();
  }
}
