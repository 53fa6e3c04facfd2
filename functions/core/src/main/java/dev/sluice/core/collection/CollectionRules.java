package dev.sluice.core.collection;

import dev.sluice.core.detect.Kind;
import dev.sluice.core.detect.Kinds;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.media.MediaTypePattern;
import java.util.List;
import java.util.Optional;

/// What may be uploaded into a collection, and what is done with it.
///
/// @param allow the media types that may be found; at least one
/// @param maxSize bytes, 1 to {@link #MAX_OBJECT_SIZE}
/// @param process the processors that a ready upload goes through, in the order of `sluice.yaml`
/// @param content what may be in a file of an allowed type
public record CollectionRules(
    CollectionName name,
    List<MediaTypePattern> allow,
    long maxSize,
    List<ProcessorName> process,
    OnReject onReject,
    ContentRules content) {

  /// S3: "Amazon S3 multipart upload limits", maximum object size 50 TiB (since December 2025).
  public static final long MAX_OBJECT_SIZE = 50L << 40;

  /// @throws IllegalArgumentException when a value is out of its range
  public CollectionRules {
    allow = List.copyOf(allow);
    process = List.copyOf(process);
    if (allow.isEmpty()) {
      throw new IllegalArgumentException("allow names at least one media type");
    }
    if (maxSize < 1 || maxSize > MAX_OBJECT_SIZE) {
      throw new IllegalArgumentException("maxSize is 1 byte to 50 TiB");
    }
  }

  /// With what `sluice.yaml` sets where nothing is said of the content.
  public CollectionRules(
      CollectionName name,
      List<MediaTypePattern> allow,
      long maxSize,
      List<ProcessorName> process,
      OnReject onReject) {
    this(name, allow, maxSize, process, onReject, ContentRules.DEFAULT);
  }

  /// Whether files of this type may be in the collection: by any of its names, or as what it is
  /// built on, as a docx is a zip. A family (`image/*`) counts by the canonical name.
  public boolean allows(MediaType mediaType) {
    Optional<MediaType> at = Optional.of(Kinds.known().canonical(mediaType));
    while (at.isPresent()) {
      MediaType name = at.get();
      if (allow.stream().anyMatch(pattern -> matches(pattern, name))) {
        return true;
      }
      at = Kinds.known().named(name).flatMap(Kind::parent);
    }
    return false;
  }

  /// Whether `allow` has this type itself, by any of its names; neither as part of a family, nor as
  /// what another one is built on.
  public boolean names(MediaType mediaType) {
    MediaType canonical = Kinds.known().canonical(mediaType);
    return allow.stream().anyMatch(pattern -> pattern.isOne() && matches(pattern, canonical));
  }

  private static boolean matches(MediaTypePattern pattern, MediaType canonical) {
    return pattern.isOne()
        ? Kinds.known()
            .canonical(new MediaType(pattern.type(), pattern.subtype()))
            .equals(canonical)
        : pattern.matches(canonical);
  }
}
