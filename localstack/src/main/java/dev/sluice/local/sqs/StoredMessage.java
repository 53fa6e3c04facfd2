package dev.sluice.local.sqs;

import java.time.Instant;
import java.util.Optional;

/// A message and how far it has come.
record StoredMessage(
    Message message, Instant visibleAt, int receiveCount, Optional<Instant> firstReceivedAt) {
  static StoredMessage sent(Message message, Instant visibleAt) {
    return new StoredMessage(message, visibleAt, 0, Optional.empty());
  }

  StoredMessage receivedAt(Instant now, Instant hiddenUntil) {
    return new StoredMessage(
        message, hiddenUntil, receiveCount + 1, Optional.of(firstReceivedAt.orElse(now)));
  }

  StoredMessage hiddenUntil(Instant instant) {
    return new StoredMessage(message, instant, receiveCount, firstReceivedAt);
  }

  String id() {
    return message.id();
  }
}
