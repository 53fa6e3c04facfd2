package dev.sluice.config;

import dev.sluice.core.collection.ArchiveLimits;
import dev.sluice.core.collection.ContentRules;
import dev.sluice.core.detect.Hazard;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a collection says of the content: `maxPixels`, `archives`, `permit`. None must be there.
final class ContentReader {

  private static final List<String> ARCHIVE_KEYS =
      List.of("maxEntries", "maxRatio", "maxUnpacked", "nested", "unseen");
  private static final String ARCHIVES_EXAMPLE = "e.g. archives: {maxEntries: 1000, nested: true}";

  private static final String HAZARDS =
      Arrays.stream(Hazard.values()).map(Hazard::word).collect(Collectors.joining(", "));
  private static final String EVERYTHING = "*";
  private static final String PERMIT_EXAMPLE = "a list, e.g. [macros, encrypted] or [\"*\"]";

  private ContentReader() {}

  /// @param collection the fields of the collection
  /// @return nothing after a problem was reported
  static Optional<ContentRules> read(Fields collection) {
    ContentRules otherwise = ContentRules.DEFAULT;
    Optional<Long> maxPixels =
        read(
            collection,
            "maxPixels",
            place -> Quantities.count(place, 1L, ContentRules.MOST_PIXELS),
            otherwise.maxPixels());
    Optional<ArchiveLimits> archives =
        read(collection, "archives", ContentReader::archives, otherwise.archives());
    Optional<Set<Hazard>> permit =
        read(collection, "permit", ContentReader::permit, otherwise.permit());
    if (maxPixels.isEmpty() || archives.isEmpty() || permit.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ContentRules(maxPixels.get(), archives.get(), permit.get()));
  }

  private static Optional<ArchiveLimits> archives(Place place) {
    Fields fields = new Fields(place, ARCHIVE_KEYS, ARCHIVES_EXAMPLE);
    ArchiveLimits otherwise = ArchiveLimits.DEFAULT;
    Optional<Long> maxEntries =
        read(
            fields,
            "maxEntries",
            count -> Quantities.count(count, 1L, ArchiveLimits.MOST_ENTRIES),
            otherwise.maxEntries());
    Optional<Long> maxRatio =
        read(
            fields,
            "maxRatio",
            count -> Quantities.count(count, 1L, ArchiveLimits.HIGHEST_RATIO),
            otherwise.maxRatio());
    Optional<Long> maxUnpacked =
        read(
            fields,
            "maxUnpacked",
            size -> Quantities.size(size, 1, ArchiveLimits.MOST_UNPACKED, "1 B to 1024 TiB"),
            otherwise.maxUnpacked());
    Optional<Boolean> nested = read(fields, "nested", Quantities::choice, otherwise.nested());
    Optional<Boolean> unseen = read(fields, "unseen", Quantities::choice, otherwise.unseen());
    if (!place.isMapping()
        || maxEntries.isEmpty()
        || maxRatio.isEmpty()
        || maxUnpacked.isEmpty()
        || nested.isEmpty()
        || unseen.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ArchiveLimits(
            maxEntries.get(), maxRatio.get(), maxUnpacked.get(), nested.get(), unseen.get()));
  }

  private static Optional<Set<Hazard>> permit(Place place) {
    Set<Hazard> permit = EnumSet.noneOf(Hazard.class);
    boolean good = place.isList();
    for (Place item : place.items(PERMIT_EXAMPLE)) {
      Optional<Set<Hazard>> hazards =
          item.text("a hazard, e.g. macros").flatMap(word -> hazards(item, word));
      good &= hazards.isPresent();
      hazards.ifPresent(permit::addAll);
    }
    return good ? Optional.of(permit) : Optional.empty();
  }

  private static Optional<Set<Hazard>> hazards(Place item, String word) {
    if (word.equals(EVERYTHING)) {
      return Optional.of(EnumSet.allOf(Hazard.class));
    }
    return Arrays.stream(Hazard.values())
        .filter(hazard -> hazard.word().equals(word))
        .findFirst()
        .map(hazard -> Optional.<Set<Hazard>>of(EnumSet.of(hazard)))
        .orElseGet(
            () ->
                Quantities.refuse(
                    item, word, "is not known; write one of " + HAZARDS + ", or \"*\" for all"));
  }

  private static <T> Optional<T> read(
      Fields fields, String name, Function<Place, Optional<T>> reader, T otherwise) {
    return fields.optional(name).map(reader).orElse(Optional.of(otherwise));
  }
}
