package dev.sluice.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A queue's attributes as the wire names them (SQS API reference, GetQueueAttributes).
final class QueueAttributes {
  /// Attributes that SQS has and this queue hasn't: nothing to report, and not to be set.
  private static final Set<String> ABSENT =
      Set.of(
          "Policy",
          "RedriveAllowPolicy",
          "KmsMasterKeyId",
          "KmsDataKeyReusePeriodSeconds",
          "SqsManagedSseEnabled");

  private QueueAttributes() {}

  static Map<String, String> of(Queue queue, Collection<String> names) {
    Map<String, String> all = all(queue);
    for (String name : names) {
      if (!name.equals("All")
          && !all.containsKey(name)
          && !ABSENT.contains(name)
          && !Fifo.ATTRIBUTES.contains(name)
          && !name.equals("RedrivePolicy")) {
        throw new SqsException(
            SqsError.INVALID_ATTRIBUTE_NAME, "Unknown Attribute %s.".formatted(name));
      }
    }
    if (!names.contains("All")) {
      all.keySet().retainAll(names);
    }
    return all;
  }

  private static Map<String, String> all(Queue queue) {
    QueueSpec spec = queue.spec();
    MessageStore.Counts counts = queue.counts();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("QueueArn", queue.arn());
    all.put("ApproximateNumberOfMessages", Integer.toString(counts.visible()));
    all.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(counts.inFlight()));
    all.put("ApproximateNumberOfMessagesDelayed", Integer.toString(counts.delayed()));
    all.put("CreatedTimestamp", seconds(queue.createdAt()));
    all.put("LastModifiedTimestamp", seconds(queue.modifiedAt()));
    all.putAll(of(spec));
    return all;
  }

  /// Those that are set.
  static Map<String, String> of(QueueSpec spec) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("VisibilityTimeout", seconds(spec.visibilityTimeout()));
    all.put("MaximumMessageSize", Integer.toString(spec.maximumMessageBytes()));
    all.put("MessageRetentionPeriod", seconds(spec.retention()));
    all.put("DelaySeconds", seconds(spec.delay()));
    all.put("ReceiveMessageWaitTimeSeconds", seconds(spec.receiveWait()));
    spec.fifo().ifPresent(fifo -> all.putAll(fifo.attributes()));
    spec.redrive().ifPresent(redrive -> all.put("RedrivePolicy", encode(redrive)));
    return all;
  }

  static QueueSpec apply(QueueSpec base, Map<String, String> attributes) {
    QueueSpec spec = withFifo(base, attributes);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      if (!Fifo.ATTRIBUTES.contains(attribute.getKey())) {
        spec = apply(spec, attribute.getKey(), attribute.getValue());
      }
    }
    return spec;
  }

  /// Apart and at once, since one of them may depend on another.
  private static QueueSpec withFifo(QueueSpec base, Map<String, String> attributes) {
    attributes.keySet().stream()
        .filter(name -> Fifo.ATTRIBUTES.contains(name) && base.fifo().isEmpty())
        .findFirst()
        .ifPresent(
            name -> {
              throw Fifo.notStandard(name);
            });
    return new QueueSpec(
        base.name(),
        base.visibilityTimeout(),
        base.delay(),
        base.retention(),
        base.receiveWait(),
        base.maximumMessageBytes(),
        base.redrive(),
        base.fifo().map(fifo -> fifo.with(attributes)));
  }

  private static QueueSpec apply(QueueSpec base, String name, String value) {
    Duration visibility = base.visibilityTimeout();
    Duration delay = base.delay();
    Duration retention = base.retention();
    Duration receiveWait = base.receiveWait();
    int maximumBytes = base.maximumMessageBytes();
    Optional<RedrivePolicy> redrive = base.redrive();
    switch (name) {
      case "VisibilityTimeout" -> visibility = Duration.ofSeconds(number(name, value));
      case "DelaySeconds" -> delay = Duration.ofSeconds(number(name, value));
      case "MessageRetentionPeriod" -> retention = Duration.ofSeconds(number(name, value));
      case "ReceiveMessageWaitTimeSeconds" -> receiveWait = Duration.ofSeconds(number(name, value));
      case "MaximumMessageSize" -> maximumBytes = number(name, value);
      case "RedrivePolicy" -> redrive = decode(value);
      default -> throw refused(name);
    }
    return new QueueSpec(
        base.name(), visibility, delay, retention, receiveWait, maximumBytes, redrive, base.fifo());
  }

  private static SqsException refused(String name) {
    if (ABSENT.contains(name)) {
      return new SqsException(
          SqsError.UNSUPPORTED_OPERATION,
          "The attribute %s is not supported here: it would have no effect.".formatted(name));
    }
    return new SqsException(
        SqsError.INVALID_ATTRIBUTE_NAME, "Unknown Attribute %s.".formatted(name));
  }

  private static int number(String name, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new SqsException(
          SqsError.INVALID_ATTRIBUTE_VALUE,
          "Invalid value %s for the parameter %s: not a whole number.".formatted(value, name));
    }
  }

  private static String encode(RedrivePolicy redrive) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("deadLetterTargetArn", redrive.deadLetterQueueArn())
        .put("maxReceiveCount", redrive.maxReceiveCount())
        .toString();
  }

  /// An empty value takes the policy away.
  private static Optional<RedrivePolicy> decode(String value) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode node = JsonMapper.shared().readTree(value);
      String target = node.path("deadLetterTargetArn").asString("");
      if (!target.isEmpty()) {
        return Optional.of(new RedrivePolicy(target, node.path("maxReceiveCount").asInt(0)));
      }
    } catch (JacksonException notJson) {
      // The same answer as for JSON without a target.
    }
    throw MessageRules.invalid(
        "Value %s for parameter RedrivePolicy is invalid. Reason: needs deadLetterTargetArn and maxReceiveCount."
            .formatted(value));
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  private static String seconds(Instant instant) {
    return Long.toString(instant.getEpochSecond());
  }
}
