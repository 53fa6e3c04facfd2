package dev.sluice.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A message and how far it has come.
///
/// @param receiveCount in this queue, which is what its redrive policy looks at
/// @param earlierReceives in the queues it came from as a dead letter
record StoredMessage(
    Message message,
    Instant visibleAt,
    int receiveCount,
    int earlierReceives,
    Optional<Instant> firstReceivedAt) {
  static StoredMessage sent(Message message, Instant visibleAt) {
    return letter(message, visibleAt, 0);
  }

  static StoredMessage letter(Message message, Instant visibleAt, int earlierReceives) {
    return new StoredMessage(message, visibleAt, 0, earlierReceives, Optional.empty());
  }

  StoredMessage receivedAt(Instant now, Instant hiddenUntil) {
    return new StoredMessage(
        message,
        hiddenUntil,
        receiveCount + 1,
        earlierReceives,
        Optional.of(firstReceivedAt.orElse(now)));
  }

  StoredMessage hiddenUntil(Instant instant) {
    return new StoredMessage(message, instant, receiveCount, earlierReceives, firstReceivedAt);
  }

  StoredMessage with(Message other) {
    return new StoredMessage(other, visibleAt, receiveCount, earlierReceives, firstReceivedAt);
  }

  /// As if it had been sent at `now`, with what is left of its delay.
  StoredMessage broughtBack(Instant now) {
    Duration ahead = Duration.between(now, message.sentAt());
    Message sentNow =
        new Message(message.id(), message.body(), now, message.attributes(), message.system());
    return new StoredMessage(
        sentNow,
        visibleAt.minus(ahead),
        receiveCount,
        earlierReceives,
        firstReceivedAt.map(at -> at.isAfter(now) ? now : at));
  }

  /// "The number of times a message has been received across all queues" (SQS API reference,
  /// ReceiveMessage, ApproximateReceiveCount).
  int allReceives() {
    return earlierReceives + receiveCount;
  }

  String id() {
    return message.id();
  }
}
