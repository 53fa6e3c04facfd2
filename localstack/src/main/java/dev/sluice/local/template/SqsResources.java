package dev.sluice.local.template;

import dev.sluice.local.iam.Policy;
import dev.sluice.local.sqs.Fifo;
import dev.sluice.local.sqs.SqsException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Queues and their policies. Defaults and ranges are those of SQS's CreateQueue.
final class SqsResources {
  private static final int MAXIMUM_VISIBILITY_SECONDS = 43_200;
  private static final int MAXIMUM_DELAY_SECONDS = 900;
  private static final int MINIMUM_RETENTION_SECONDS = 60;
  private static final int DEFAULT_RETENTION_SECONDS = 345_600;
  private static final int MAXIMUM_RETENTION_SECONDS = 1_209_600;
  private static final int MAXIMUM_WAIT_SECONDS = 20;
  private static final int MINIMUM_MESSAGE_BYTES = 1_024;
  private static final int MAXIMUM_MESSAGE_BYTES = 1_048_576;
  private static final int MAXIMUM_RECEIVES = 1_000;
  // "RedriveAllowPolicy" of SetQueueAttributes.
  private static final int MAXIMUM_SOURCES = 10;

  private SqsResources() {}

  static void queue(
      String logicalId, Identity identity, PropertyReader properties, StackParts parts) {
    var _ = properties.optionalText("QueueName");
    PropertyReader redrive = properties.object("RedrivePolicy");
    redriveAllow(properties.object("RedriveAllowPolicy"))
        .ifPresent(
            allow -> parts.redriveAllows.put(identity.attributes().getOrDefault("Arn", ""), allow));
    parts.queues.add(
        new Stack.Queue(
            logicalId,
            identity.attributes().getOrDefault("QueueName", ""),
            identity.attributes().getOrDefault("Arn", ""),
            seconds(properties, "VisibilityTimeout", 30, 0, MAXIMUM_VISIBILITY_SECONDS),
            seconds(properties, "DelaySeconds", 0, 0, MAXIMUM_DELAY_SECONDS),
            seconds(
                properties,
                "MessageRetentionPeriod",
                DEFAULT_RETENTION_SECONDS,
                MINIMUM_RETENTION_SECONDS,
                MAXIMUM_RETENTION_SECONDS),
            seconds(properties, "ReceiveMessageWaitTimeSeconds", 0, 0, MAXIMUM_WAIT_SECONDS),
            properties.integer(
                "MaximumMessageSize",
                MAXIMUM_MESSAGE_BYTES,
                MINIMUM_MESSAGE_BYTES,
                MAXIMUM_MESSAGE_BYTES),
            redrive.isPresent()
                ? Optional.of(
                    new Stack.Redrive(
                        redrive.text("deadLetterTargetArn"),
                        redrive.integer("maxReceiveCount", 10, 1, MAXIMUM_RECEIVES)))
                : Optional.empty(),
            fifo(identity, properties),
            tags(properties)));
  }

  /// What makes a queue first in, first out, which its name has to tell.
  private static Optional<Fifo> fifo(Identity identity, PropertyReader properties) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String name :
        List.of("ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit")) {
      properties.optionalText(name).ifPresent(value -> attributes.put(name, value));
    }
    boolean fifo = properties.flag("FifoQueue", false);
    if (fifo != Fifo.isNamed(identity.ref())) {
      properties.refuse("QueueName", "has to end in .fifo if FifoQueue is true, and only then");
    }
    if (!fifo) {
      attributes.keySet().forEach(name -> properties.refuse(name, "is for FIFO queues only"));
      return Optional.empty();
    }
    try {
      return Optional.of(Fifo.DEFAULT.with(attributes));
    } catch (SqsException wrong) {
      properties.refuse("FifoQueue", "is refused: " + wrong.getMessage());
      return Optional.empty();
    }
  }

  /// Which queues may have this one for their dead letters.
  ///
  /// @param sources their ARNs
  record RedriveAllow(Permission permission, Set<String> sources) {
    enum Permission {
      ALL,
      NONE,
      BY_QUEUE
    }

    boolean allows(String source) {
      return switch (permission) {
        case ALL -> true;
        case NONE -> false;
        case BY_QUEUE -> sources.contains(source);
      };
    }
  }

  private static Optional<RedriveAllow> redriveAllow(PropertyReader policy) {
    if (!policy.isPresent()) {
      return Optional.empty();
    }
    String permission = policy.text("redrivePermission");
    List<String> sources = policy.texts("sourceQueueArns");
    boolean byQueue = permission.equals("byQueue");
    if (byQueue ? sources.isEmpty() || sources.size() > MAXIMUM_SOURCES : !sources.isEmpty()) {
      policy.refuse(
          "sourceQueueArns", "has to hold 1 to " + MAXIMUM_SOURCES + " for byQueue, and else none");
    }
    return switch (permission) {
      case "allowAll" -> Optional.of(new RedriveAllow(RedriveAllow.Permission.ALL, Set.of()));
      case "denyAll" -> Optional.of(new RedriveAllow(RedriveAllow.Permission.NONE, Set.of()));
      case "byQueue" ->
          Optional.of(new RedriveAllow(RedriveAllow.Permission.BY_QUEUE, Set.copyOf(sources)));
      default -> {
        policy.refuse(
            "redrivePermission", "has to be allowAll, denyAll or byQueue, not " + permission);
        yield Optional.empty();
      }
    };
  }

  private static Map<String, String> tags(PropertyReader properties) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (PropertyReader tag : properties.objects("Tags")) {
      tags.put(tag.text("Key"), tag.text("Value"));
    }
    return tags;
  }

  static void queuePolicy(String logicalId, PropertyReader properties, StackParts parts) {
    Policy policy = IamResources.document(logicalId, Policy.Kind.RESOURCE, properties);
    for (String queue : properties.texts("Queues")) {
      parts.resourcePolicies.add(
          new Stack.ResourcePolicy(queue, policy, properties.raw("PolicyDocument")));
    }
  }

  static Duration seconds(
      PropertyReader properties, String name, int byDefault, int minimum, int maximum) {
    return Duration.ofSeconds(properties.integer(name, byDefault, minimum, maximum));
  }
}
