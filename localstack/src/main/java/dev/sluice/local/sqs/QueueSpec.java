package dev.sluice.local.sqs;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a queue is made from. Ranges: SQS API reference, CreateQueue and SetQueueAttributes; 1 MiB
/// a message since August 2025 ("Amazon SQS message quotas").
///
/// @param name 1 to 80 letters, digits, hyphens and underscores, at a FIFO queue with `.fifo` at
///   the end
/// @param visibilityTimeout how long a received message is hidden, 0 to 12 hours
/// @param delay how long a sent message is hidden, 0 to 15 minutes
/// @param retention how long a message is kept, 1 minute to 14 days
/// @param receiveWait how long a receive waits that doesn't say so itself, 0 to 20 seconds
/// @param maximumMessageBytes body and attributes together, 1 KiB to 1 MiB
/// @param redrive where messages go that were received too often: to a queue of the same type
/// @param fifo empty at a standard queue
public record QueueSpec(
    String name,
    Duration visibilityTimeout,
    Duration delay,
    Duration retention,
    Duration receiveWait,
    int maximumMessageBytes,
    Optional<RedrivePolicy> redrive,
    Optional<Fifo> fifo) {
  static final Duration MAX_VISIBILITY = Duration.ofHours(12);
  static final Duration MAX_DELAY = Duration.ofMinutes(15);
  static final Duration MAX_RECEIVE_WAIT = Duration.ofSeconds(20);
  static final int MAX_MESSAGE_BYTES = 1 << 20;
  private static final int MIN_MESSAGE_BYTES = 1 << 10;
  private static final Duration MIN_RETENTION = Duration.ofMinutes(1);
  private static final Duration MAX_RETENTION = Duration.ofDays(14);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Pattern FIFO_NAME = Pattern.compile("[A-Za-z0-9_-]{1,75}\\.fifo");

  public QueueSpec {
    requireName(name, fifo.isPresent());
    requireWithin("VisibilityTimeout", visibilityTimeout, Duration.ZERO, MAX_VISIBILITY);
    requireWithin("DelaySeconds", delay, Duration.ZERO, MAX_DELAY);
    requireWithin("MessageRetentionPeriod", retention, MIN_RETENTION, MAX_RETENTION);
    requireWithin("ReceiveMessageWaitTimeSeconds", receiveWait, Duration.ZERO, MAX_RECEIVE_WAIT);
    if (maximumMessageBytes < MIN_MESSAGE_BYTES || maximumMessageBytes > MAX_MESSAGE_BYTES) {
      throw invalid(
          "MaximumMessageSize", maximumMessageBytes, MIN_MESSAGE_BYTES, MAX_MESSAGE_BYTES);
    }
    if (redrive.isPresent()
        && Fifo.isNamed(redrive.get().deadLetterQueueArn()) != fifo.isPresent()) {
      throw MessageRules.invalid(
          "Value %s for parameter RedrivePolicy is invalid. Reason: Dead-letter queue must be same type of queue as the source."
              .formatted(redrive.get().deadLetterQueueArn()));
    }
  }

  /// The values AWS takes where a template or a CreateQueue names none.
  public static QueueSpec defaults(String name) {
    return defaults(name, Optional.empty());
  }

  /// The same of a FIFO queue.
  public static QueueSpec fifoDefaults(String name) {
    return defaults(name, Optional.of(Fifo.DEFAULT));
  }

  private static QueueSpec defaults(String name, Optional<Fifo> fifo) {
    return new QueueSpec(
        name,
        Duration.ofSeconds(30),
        Duration.ZERO,
        Duration.ofDays(4),
        Duration.ZERO,
        MAX_MESSAGE_BYTES,
        Optional.empty(),
        fifo);
  }

  private static void requireName(String name, boolean fifo) {
    if (!(fifo ? FIFO_NAME : NAME).matcher(name).matches()) {
      throw new SqsException(
          SqsError.INVALID_PARAMETER_VALUE,
          "Queue name %s: can only include alphanumeric characters, hyphens, or underscores%s 1 to 80 in length"
              .formatted(name, fifo ? ", must end with .fifo suffix and be" : "."));
    }
  }

  private static void requireWithin(
      String attribute, Duration value, Duration minimum, Duration maximum) {
    if (value.compareTo(minimum) < 0 || value.compareTo(maximum) > 0) {
      throw invalid(attribute, value.toSeconds(), minimum.toSeconds(), maximum.toSeconds());
    }
  }

  private static SqsException invalid(String attribute, long value, long minimum, long maximum) {
    return new SqsException(
        SqsError.INVALID_ATTRIBUTE_VALUE,
        "Invalid value %d for the parameter %s. Reason: Must be between %d and %d."
            .formatted(value, attribute, minimum, maximum));
  }
}
