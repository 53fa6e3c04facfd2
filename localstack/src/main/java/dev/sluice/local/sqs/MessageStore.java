package dev.sluice.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rules of one queue: who sees which message when. Knows no clock, no thread and no file; the
/// caller brings the time and makes calls one at a time.
final class MessageStore {
  record Entry(long sequence, StoredMessage stored) {
    Instant visibleAt() {
      return stored.visibleAt();
    }

    boolean isVisible(Instant now) {
      return !visibleAt().isAfter(now);
    }

    /// Whether the message is hidden since that receive.
    boolean isHeldBy(Receipt receipt, Instant now) {
      return stored.receiveCount() == receipt.receiveCount() && !isVisible(now);
    }

    String groupId() {
      return stored.message().system(Fifo.GROUP_ID);
    }

    Instant sentAt() {
      return stored.message().sentAt();
    }
  }

  /// What one receive found: messages for the consumer, and messages that were received too often.
  record Taken(List<StoredMessage> delivered, List<StoredMessage> dead) {}

  record Counts(int visible, int inFlight, int delayed) {}

  private final Map<String, Entry> byId = new HashMap<>();

  /// Apart from the order of arrival, since a dead letter keeps the age it came with.
  private final NavigableSet<Entry> byAge =
      new TreeSet<>(Comparator.comparing(Entry::sentAt).thenComparingLong(Entry::sequence));

  private final boolean fifo;
  private final FifoLedger ledger = new FifoLedger();
  private final DeliveryOrder order;
  private long nextSequence;

  MessageStore(boolean fifo) {
    this.fifo = fifo;
    this.order = fifo ? new DeliveryOrder.ByGroup() : new DeliveryOrder.Standard();
  }

  /// What a FIFO queue remembers beyond its messages; a standard queue's stays empty.
  FifoLedger ledger() {
    return ledger;
  }

  /// The answer to a message that a FIFO queue has accepted before.
  Optional<Message> duplicate(Message message, QueueSpec spec, Instant now) {
    return spec.fifo().flatMap(it -> ledger.duplicate(message, it.deduplicatesByGroup(), now));
  }

  /// With the queue's next sequence number, if it is FIFO.
  StoredMessage numbered(StoredMessage stored, Instant now) {
    return fifo ? stored.with(ledger.number(stored.message(), now)) : stored;
  }

  /// Takes in a new message.
  void accept(StoredMessage stored) {
    put(stored);
    if (fifo) {
      ledger.remember(stored.message());
    }
  }

  /// Puts a message where it belongs: in a FIFO queue where it was.
  void put(StoredMessage stored) {
    remove(stored.id());
    add(new Entry(fifo ? FifoLedger.place(stored.message()) : nextSequence++, stored));
  }

  boolean remove(String id) {
    Entry entry = byId.remove(id);
    if (entry == null) {
      return false;
    }
    order.remove(entry);
    byAge.remove(entry);
    return true;
  }

  void clear() {
    byId.clear();
    order.clear();
    byAge.clear();
  }

  /// What an earlier process had from a clock that had been moved ahead of `now` is of `now`.
  void bringBack(Instant now) {
    List<StoredMessage> ahead =
        byId.values().stream()
            .filter(entry -> entry.sentAt().isAfter(now))
            .sorted(DeliveryOrder.BY_VISIBILITY)
            .map(Entry::stored)
            .toList();
    ahead.forEach(stored -> put(stored.broughtBack(now)));
    ledger.bringBack(now);
  }

  /// Forgets what is older than the queue keeps messages.
  void expire(Instant now, Duration retention) {
    Instant horizon = now.minus(retention);
    while (!byAge.isEmpty() && !byAge.first().sentAt().isAfter(horizon)) {
      remove(byAge.first().stored().id());
    }
  }

  /// Hands out up to `maximum` visible messages and hides them. One that was handed out
  /// `maxReceives` times already is taken out of the queue instead: it is dead.
  Taken take(int maximum, Instant now, Duration visibility, OptionalInt maxReceives) {
    List<StoredMessage> delivered = new ArrayList<>();
    List<StoredMessage> dead = new ArrayList<>();
    List<StoredMessage> hidden = new ArrayList<>();
    Optional<Entry> next = order.next(now, Optional.empty());
    while (delivered.size() < maximum && next.isPresent()) {
      StoredMessage head = next.get().stored();
      remove(head.id());
      if (maxReceives.isPresent() && head.receiveCount() >= maxReceives.getAsInt()) {
        dead.add(head);
      } else {
        StoredMessage received = head.receivedAt(now, now.plus(visibility));
        delivered.add(received);
        hidden.add(received);
      }
      next = order.next(now, next);
    }
    // Only now: with a visibility of zero they would be found again by the same call.
    hidden.forEach(this::put);
    return new Taken(delivered, dead);
  }

  /// Counts one receive without hiding the message: what a journal tells of an earlier process.
  void markReceived(String id, Instant at) {
    Entry entry = byId.get(id);
    if (entry != null) {
      put(entry.stored().receivedAt(at, entry.visibleAt()));
    }
  }

  /// Moves the moment at which a message in flight comes back.
  ///
  /// @param receipt of the last receive; an older one has no say any more
  /// @return whether that receive still holds the message
  boolean hide(Receipt receipt, Instant now, Instant until) {
    Entry entry = byId.get(receipt.messageId());
    if (entry == null || !entry.isHeldBy(receipt, now)) {
      return false;
    }
    put(entry.stored().hiddenUntil(until));
    return true;
  }

  /// Whether a receipt still deletes its message, or the message is gone.
  boolean maySettle(Receipt receipt, Instant now) {
    Entry entry = byId.get(receipt.messageId());
    return !fifo || entry == null || entry.isHeldBy(receipt, now);
  }

  @Nullable StoredMessage get(String id) {
    Entry entry = byId.get(id);
    return entry == null ? null : entry.stored();
  }

  /// When the next message can be seen, in the past if one can be seen now.
  Optional<Instant> nextVisibleAt() {
    return order.first().map(Entry::visibleAt);
  }

  Counts counts(Instant now) {
    int visible = 0;
    int inFlight = 0;
    int delayed = 0;
    for (Entry entry : byId.values()) {
      if (entry.isVisible(now)) {
        visible++;
      } else if (entry.stored().receiveCount() > 0) {
        inFlight++;
      } else {
        delayed++;
      }
    }
    return new Counts(visible, inFlight, delayed);
  }

  /// Whether there is no message, and none that is gone and may have duplicates.
  boolean hasNothingLeft(Instant now) {
    return byId.isEmpty() && ledger.isEmpty(now);
  }

  List<StoredMessage> all() {
    return byId.values().stream().sorted(DeliveryOrder.BY_VISIBILITY).map(Entry::stored).toList();
  }

  private void add(Entry entry) {
    byId.put(entry.stored().id(), entry);
    order.add(entry);
    byAge.add(entry);
  }
}
