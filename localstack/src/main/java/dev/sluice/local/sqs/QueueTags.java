package dev.sluice.local.sqs;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// A queue's tags, which are told and mean nothing. Limits: "Tag naming limits and requirements",
/// AWS General Reference.
final class QueueTags {
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private final Map<String, String> tags = new ConcurrentSkipListMap<>();

  /// Adds tags, in place of those with the same keys.
  void add(Map<String, String> more) {
    more.forEach(
        (key, value) -> {
          if (key.isEmpty() || key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
            throw MessageRules.invalid(
                "The tag %s has to have a key of 1 to %d characters and a value of %d at most."
                    .formatted(key, LONGEST_KEY, LONGEST_VALUE));
          }
        });
    tags.putAll(more);
  }

  void remove(Collection<String> keys) {
    keys.forEach(tags::remove);
  }

  Map<String, String> all() {
    return new TreeMap<>(tags);
  }
}
