package dev.sluice.local.s3.lifecycle;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A rule of a bucket's lifecycle (Amazon S3 user guide, "Lifecycle configuration elements").
/// Transitions are kept and told, and have no effect: there is one class of storage.
///
/// @param filter in what form the client gave the prefix
public record LifecycleRule(
    String id,
    boolean enabled,
    Filter filter,
    OptionalInt expirationDays,
    Optional<Instant> expirationDate,
    boolean expiredDeleteMarkers,
    OptionalInt noncurrentDays,
    OptionalInt noncurrentKept,
    OptionalInt abortDays) {
  /// Of which objects a rule is.
  public record Filter(
      String prefix, Map<String, String> tags, OptionalLong above, OptionalLong below) {
    public Filter {
      tags = Map.copyOf(tags);
    }

    boolean fits(String key, Map<String, String> objectTags, long size) {
      return key.startsWith(prefix)
          && objectTags.entrySet().containsAll(tags.entrySet())
          && (above.isEmpty() || size > above.getAsLong())
          && (below.isEmpty() || size < below.getAsLong());
    }
  }
}
