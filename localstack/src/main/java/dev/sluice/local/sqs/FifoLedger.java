package dev.sluice.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What a FIFO queue remembers of messages it accepted, deleted ones too: the last number it gave,
/// and for five minutes what would be a duplicate. Used under the queue's lock.
final class FifoLedger {
  /// "Exactly-once processing in Amazon SQS", SQS developer guide.
  static final Duration INTERVAL = Duration.ofMinutes(5);

  /// Sequence numbers have 20 digits; these leave 19 to count in.
  private static final String FIRST_DIGIT = "1";

  /// So many numbers for each millisecond, so that the clock alone makes them grow over a restart.
  private static final long EACH_MILLISECOND = 1_000_000;

  /// A message that was accepted.
  record Accepted(
      String messageId, String groupId, String deduplicationId, String sequenceNumber, Instant at) {
    boolean isRecent(Instant now) {
      return at.plus(INTERVAL).isAfter(now);
    }
  }

  /// The oldest first, each under its deduplication id, and under its group's and its own.
  private final SequencedMap<String, Accepted> accepted = new LinkedHashMap<>();

  private long last;

  /// Where a message of a FIFO queue stands in the queue's order.
  static long place(Message message) {
    return Long.parseLong(message.system(Fifo.SEQUENCE_NUMBER).substring(FIRST_DIGIT.length()));
  }

  /// The message with the queue's next number.
  Message number(Message message, Instant now) {
    last = Math.max(last + 1, now.toEpochMilli() * EACH_MILLISECOND);
    return numbered(message, message.id(), FIRST_DIGIT + String.format(Locale.ROOT, "%019d", last));
  }

  /// The answer to a message that was accepted before: as it was sent now, under the id and the
  /// number of the first.
  Optional<Message> duplicate(Message message, boolean byGroup, Instant now) {
    forgetOld(now);
    String id = message.system(Fifo.DEDUPLICATION_ID);
    @Nullable Accepted first =
        accepted.get(byGroup ? inGroup(message.system(Fifo.GROUP_ID), id) : id);
    return Optional.ofNullable(first)
        .filter(it -> it.isRecent(now))
        .map(it -> numbered(message, it.messageId(), it.sequenceNumber()));
  }

  /// Remembers a message that came from its sender; a dead letter is nobody's duplicate.
  void remember(Message message) {
    last = Math.max(last, place(message));
    if (!message.system().containsKey(Message.DEAD_LETTER_SOURCE)) {
      remember(
          new Accepted(
              message.id(),
              message.system(Fifo.GROUP_ID),
              message.system(Fifo.DEDUPLICATION_ID),
              message.system(Fifo.SEQUENCE_NUMBER),
              message.sentAt()));
    }
  }

  void remember(Accepted message) {
    last = Math.max(last, Long.parseLong(message.sequenceNumber().substring(1)));
    accepted.putLast(message.deduplicationId(), message);
    accepted.putLast(inGroup(message.groupId(), message.deduplicationId()), message);
  }

  /// What was accepted by a clock ahead of `now` is of `now`.
  void bringBack(Instant now) {
    accepted.replaceAll(
        (_, one) ->
            one.at().isAfter(now)
                ? new Accepted(
                    one.messageId(),
                    one.groupId(),
                    one.deduplicationId(),
                    one.sequenceNumber(),
                    now)
                : one);
  }

  /// What may still have duplicates, the oldest first.
  List<Accepted> accepted(Instant now) {
    forgetOld(now);
    return accepted.values().stream().filter(it -> it.isRecent(now)).distinct().toList();
  }

  boolean isEmpty(Instant now) {
    forgetOld(now);
    return accepted.isEmpty();
  }

  private void forgetOld(Instant now) {
    Iterator<Accepted> oldest = accepted.values().iterator();
    while (oldest.hasNext() && !oldest.next().isRecent(now)) {
      oldest.remove();
    }
  }

  /// A space is in no id.
  private static String inGroup(String groupId, String deduplicationId) {
    return groupId + " " + deduplicationId;
  }

  private static Message numbered(Message message, String id, String number) {
    Map<String, String> system = new HashMap<>(message.system());
    system.put(Fifo.SEQUENCE_NUMBER, number);
    return new Message(id, message.body(), message.sentAt(), message.attributes(), system);
  }
}
