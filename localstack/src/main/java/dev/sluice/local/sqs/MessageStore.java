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
  private record Entry(long sequence, StoredMessage stored) {
    Instant visibleAt() {
      return stored.visibleAt();
    }

    Instant sentAt() {
      return stored.message().sentAt();
    }
  }

  /// What one receive found: messages for the consumer, and messages that were received too often.
  record Taken(List<StoredMessage> delivered, List<StoredMessage> dead) {
    static final Taken NOTHING = new Taken(List.of(), List.of());
  }

  record Counts(int visible, int inFlight, int delayed) {}

  private final Map<String, Entry> byId = new HashMap<>();

  /// First what is longest available, so that a receive looks at the head only.
  private final NavigableSet<Entry> byVisibility =
      new TreeSet<>(Comparator.comparing(Entry::visibleAt).thenComparingLong(Entry::sequence));

  /// Apart from the order of arrival, since a dead letter keeps the age it came with.
  private final NavigableSet<Entry> byAge =
      new TreeSet<>(Comparator.comparing(Entry::sentAt).thenComparingLong(Entry::sequence));

  private long nextSequence;

  void put(StoredMessage stored) {
    remove(stored.id());
    add(new Entry(nextSequence++, stored));
  }

  boolean remove(String id) {
    Entry entry = byId.remove(id);
    if (entry == null) {
      return false;
    }
    byVisibility.remove(entry);
    byAge.remove(entry);
    return true;
  }

  void clear() {
    byId.clear();
    byVisibility.clear();
    byAge.clear();
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
    while (delivered.size() < maximum
        && !byVisibility.isEmpty()
        && !byVisibility.first().visibleAt().isAfter(now)) {
      StoredMessage head = byVisibility.first().stored();
      remove(head.id());
      if (maxReceives.isPresent() && head.receiveCount() >= maxReceives.getAsInt()) {
        dead.add(head);
      } else {
        StoredMessage received = head.receivedAt(now, now.plus(visibility));
        delivered.add(received);
        hidden.add(received);
      }
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
  /// @param receiveCount that of the receipt; an older receipt has no say any more
  /// @return whether that receive still holds the message
  boolean hide(String id, int receiveCount, Instant now, Instant until) {
    Entry entry = byId.get(id);
    if (entry == null
        || entry.stored().receiveCount() != receiveCount
        || !entry.visibleAt().isAfter(now)) {
      return false;
    }
    put(entry.stored().hiddenUntil(until));
    return true;
  }

  @Nullable StoredMessage get(String id) {
    Entry entry = byId.get(id);
    return entry == null ? null : entry.stored();
  }

  /// When the next message can be seen, in the past if one can be seen now.
  Optional<Instant> nextVisibleAt() {
    return byVisibility.isEmpty()
        ? Optional.empty()
        : Optional.of(byVisibility.first().visibleAt());
  }

  Counts counts(Instant now) {
    int visible = 0;
    int inFlight = 0;
    int delayed = 0;
    for (Entry entry : byVisibility) {
      if (!entry.visibleAt().isAfter(now)) {
        visible++;
      } else if (entry.stored().receiveCount() > 0) {
        inFlight++;
      } else {
        delayed++;
      }
    }
    return new Counts(visible, inFlight, delayed);
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  List<StoredMessage> all() {
    return byVisibility.stream().map(Entry::stored).toList();
  }

  private void add(Entry entry) {
    byId.put(entry.stored().id(), entry);
    byVisibility.add(entry);
    byAge.add(entry);
  }
}
