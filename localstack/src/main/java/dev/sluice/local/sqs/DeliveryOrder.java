package dev.sluice.local.sqs;

import dev.sluice.local.sqs.MessageStore.Entry;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Which message a queue gives next.
sealed interface DeliveryOrder {
  /// First what is longest available, so that a receive looks at the head only.
  Comparator<Entry> BY_VISIBILITY =
      Comparator.comparing(Entry::visibleAt).thenComparingLong(Entry::sequence);

  void add(Entry entry);

  void remove(Entry entry);

  void clear();

  /// The message that is visible first, now or later.
  Optional<Entry> first();

  /// The message to be given now.
  ///
  /// @param before what the same receive gets before it, and is no longer here
  default Optional<Entry> next(Instant now, Optional<Entry> before) {
    return first().filter(entry -> entry.isVisible(now));
  }

  /// A standard queue's: whatever is visible.
  final class Standard implements DeliveryOrder {
    private final NavigableSet<Entry> entries = new TreeSet<>(BY_VISIBILITY);

    @Override
    public void add(Entry entry) {
      entries.add(entry);
    }

    @Override
    public void remove(Entry entry) {
      entries.remove(entry);
    }

    @Override
    public void clear() {
      entries.clear();
    }

    @Override
    public Optional<Entry> first() {
      return entries.isEmpty() ? Optional.empty() : Optional.of(entries.first());
    }
  }

  /// A FIFO queue's: of each group only the first message, so that one that is hidden holds up
  /// those behind it; and as many as possible of one group before another's ("FIFO queue and
  /// message group ID", and "FIFO delivery logic", SQS developer guide).
  final class ByGroup implements DeliveryOrder {
    private final Map<String, NavigableSet<Entry>> groups = new HashMap<>();
    private final NavigableSet<Entry> heads = new TreeSet<>(BY_VISIBILITY);

    @Override
    public void add(Entry entry) {
      change(entry, group -> group.add(entry));
    }

    @Override
    public void remove(Entry entry) {
      change(entry, group -> group.remove(entry));
    }

    @Override
    public void clear() {
      groups.clear();
      heads.clear();
    }

    @Override
    public Optional<Entry> first() {
      return heads.isEmpty() ? Optional.empty() : Optional.of(heads.first());
    }

    @Override
    public Optional<Entry> next(Instant now, Optional<Entry> before) {
      return before
          .map(it -> groups.get(it.groupId()))
          .map(NavigableSet::first)
          .filter(entry -> entry.isVisible(now))
          .or(() -> DeliveryOrder.super.next(now, before));
    }

    private void change(Entry entry, Consumer<NavigableSet<Entry>> change) {
      NavigableSet<Entry> group =
          groups.computeIfAbsent(
              entry.groupId(), _ -> new TreeSet<>(Comparator.comparingLong(Entry::sequence)));
      if (!group.isEmpty()) {
        heads.remove(group.first());
      }
      change.accept(group);
      if (group.isEmpty()) {
        groups.remove(entry.groupId());
      } else {
        heads.add(group.first());
      }
    }
  }
}
