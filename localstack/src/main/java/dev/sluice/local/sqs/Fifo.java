package dev.sluice.local.sqs;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The settings that only FIFO queues have, and what such a queue wants of a message ("Amazon SQS
/// FIFO queues", SQS developer guide; CreateQueue and SendMessage, API reference).
///
/// @param contentBasedDeduplication whether a message without a deduplication id gets its body's
///   SHA-256 as one
/// @param deduplicatesByGroup whether the same deduplication id may come in another group
/// @param limitsByGroup told, and nothing else: no throughput is limited here
public record Fifo(
    boolean contentBasedDeduplication, boolean deduplicatesByGroup, boolean limitsByGroup) {
  /// The values that AWS takes where nobody names one.
  public static final Fifo DEFAULT = new Fifo(false, false, false);

  /// What names of FIFO queues end in.
  public static final String SUFFIX = ".fifo";

  static final String QUEUE = "FifoQueue";
  static final String GROUP_ID = "MessageGroupId";
  static final String DEDUPLICATION_ID = "MessageDeduplicationId";
  static final String SEQUENCE_NUMBER = "SequenceNumber";
  private static final String BY_CONTENT = "ContentBasedDeduplication";
  private static final String SCOPE = "DeduplicationScope";
  private static final String LIMIT = "FifoThroughputLimit";

  /// The queue attributes that standard queues lack.
  static final Set<String> ATTRIBUTES = Set.of(QUEUE, BY_CONTENT, SCOPE, LIMIT);

  public Fifo {
    if (limitsByGroup && !deduplicatesByGroup) {
      throw invalid(LIMIT, "perMessageGroupId", "It needs the DeduplicationScope messageGroup.");
    }
  }

  /// Whether a queue is first in, first out, by its name or its ARN.
  public static boolean isNamed(String nameOrArn) {
    return nameOrArn.endsWith(SUFFIX);
  }

  /// These settings with those of the attributes that are among them.
  ///
  /// @throws SqsException if SQS would not take them
  public Fifo with(Map<String, String> attributes) {
    if (attributes.containsKey(QUEUE) && !flag(QUEUE, attributes, true)) {
      throw new SqsException(
          SqsError.INVALID_ATTRIBUTE_VALUE,
          "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
    }
    return new Fifo(
        flag(BY_CONTENT, attributes, contentBasedDeduplication),
        choice(SCOPE, attributes, "queue", "messageGroup", deduplicatesByGroup),
        choice(LIMIT, attributes, "perQueue", "perMessageGroupId", limitsByGroup));
  }

  /// As GetQueueAttributes tells them.
  Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put(QUEUE, "true");
    attributes.put(BY_CONTENT, Boolean.toString(contentBasedDeduplication));
    attributes.put(SCOPE, deduplicatesByGroup ? "messageGroup" : "queue");
    attributes.put(LIMIT, limitsByGroup ? "perMessageGroupId" : "perQueue");
    return attributes;
  }

  /// Why a standard queue has no such attribute, as AWS says it.
  static SqsException notStandard(String attribute) {
    return new SqsException(
        SqsError.INVALID_ATTRIBUTE_NAME,
        attribute.equals(SCOPE) || attribute.equals(LIMIT)
            ? "You can specify the %s only when FifoQueue is set to true.".formatted(attribute)
            : "Unknown Attribute %s.".formatted(attribute));
  }

  /// What a message says of itself, with a deduplication id.
  ///
  /// @throws SqsException if it has no group, nothing to tell it from others, or a delay of its own
  Map<String, String> complete(Map<String, String> system, String body, Optional<Duration> delay) {
    requireNoDelay(delay);
    requireIds(system.containsKey(GROUP_ID), system.containsKey(DEDUPLICATION_ID));
    Map<String, String> complete = new HashMap<>(system);
    complete.computeIfAbsent(DEDUPLICATION_ID, _ -> Checksums.sha256(body));
    return complete;
  }

  void requireIds(boolean group, boolean deduplication) {
    if (!group) {
      throw new SqsException(
          SqsError.MISSING_PARAMETER, "The request must contain the parameter MessageGroupId.");
    }
    if (!deduplication && !contentBasedDeduplication) {
      throw MessageRules.invalid(
          "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");
    }
  }

  /// Only the queue delays; who asks for no delay gets the queue's.
  private static void requireNoDelay(Optional<Duration> delay) {
    if (delay.filter(Duration::isPositive).isPresent()) {
      throw MessageRules.invalid(
          "Value %d for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type."
              .formatted(delay.orElseThrow().toSeconds()));
    }
  }

  private static boolean flag(String name, Map<String, String> attributes, boolean byDefault) {
    return choice(name, attributes, "false", "true", byDefault);
  }

  private static boolean choice(
      String name, Map<String, String> attributes, String no, String yes, boolean byDefault) {
    String value = attributes.get(name);
    if (value == null) {
      return byDefault;
    }
    if (!value.equalsIgnoreCase(no) && !value.equalsIgnoreCase(yes)) {
      throw invalid(name, value, "It has to be %s or %s.".formatted(no, yes));
    }
    return value.equalsIgnoreCase(yes);
  }

  private static SqsException invalid(String name, String value, String reason) {
    return new SqsException(
        SqsError.INVALID_ATTRIBUTE_VALUE,
        "Invalid value %s for the parameter %s. Reason: %s".formatted(value, name, reason));
  }
}
