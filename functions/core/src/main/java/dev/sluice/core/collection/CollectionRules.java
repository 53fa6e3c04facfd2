package dev.sluice.core.collection;

import dev.sluice.core.detect.Kinds;
import dev.sluice.core.limit.Limits;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.media.MediaTypePattern;
import java.util.List;

/// What may be uploaded into a collection, and what is done with it.
///
/// @param allow the media types that may be found; at least one
/// @param maxSize bytes, 1 to [Limits#MAXIMUM_OBJECT_SIZE]
/// @param process the processors that a ready upload goes through, in the order of `sluice.yaml`
/// @param scan whether the scanner is asked before anyone may read a file
/// @param content what may be in a file of an allowed type
public record CollectionRules(
    CollectionName name,
    List<MediaTypePattern> allow,
    long maxSize,
    List<ProcessorName> process,
    OnReject onReject,
    boolean scan,
    ContentRules content) {

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

  /// With what `sluice.yaml` sets where nothing is said of the content.
  public CollectionRules(
      CollectionName name,
      List<MediaTypePattern> allow,
      long maxSize,
      List<ProcessorName> process,
      OnReject onReject) {
    this(name, allow, maxSize, process, onReject, false, ContentRules.DEFAULT);
  }

  /// Whether files of this type may be in the collection: by any of its names, or as what it is
  /// built on, as a docx is a zip. A family (`image/*`) counts by the canonical name.
  public boolean allows(MediaType mediaType) {
    return Kinds.known().lineage(mediaType).stream()
        .anyMatch(name -> allow.stream().anyMatch(pattern -> matches(pattern, name)));
  }

  /// Whether `allow` says that it wants such files: as [#allows(MediaType)], but `*/*` wants
  /// nothing in particular.
  public boolean asksFor(MediaType mediaType) {
    return Kinds.known().lineage(mediaType).stream()
        .anyMatch(
            name ->
                allow.stream()
                    .anyMatch(pattern -> !pattern.matchesEverything() && matches(pattern, name)));
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
