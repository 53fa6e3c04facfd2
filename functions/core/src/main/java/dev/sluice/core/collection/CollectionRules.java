package dev.sluice.core.collection;

import dev.sluice.core.limit.Limits;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.media.MediaTypePattern;
import java.util.List;

/// What may be uploaded into a collection, and what is done with it.
///
/// @param allow the media types that may be found; at least one
/// @param maxSize bytes, 1 to [Limits#MAXIMUM_OBJECT_SIZE]
/// @param process the processors that a ready upload goes through, in the order of `sluice.yaml`
public record CollectionRules(
    CollectionName name,
    List<MediaTypePattern> allow,
    long maxSize,
    List<ProcessorName> process,
    OnReject onReject) {

  /// @throws IllegalArgumentException when a value is out of its range
  public CollectionRules {
    allow = List.copyOf(allow);
    process = List.copyOf(process);
    if (allow.isEmpty()) {
      throw new IllegalArgumentException("allow names at least one media type");
    }
    if (maxSize < 1 || maxSize > Limits.MAXIMUM_OBJECT_SIZE) {
      throw new IllegalArgumentException("maxSize is 1 byte to 50,000 GiB");
    }
  }

  /// Whether files of this type may be in the collection.
  public boolean allows(MediaType mediaType) {
    return allow.stream().anyMatch(pattern -> pattern.matches(mediaType));
  }
}
