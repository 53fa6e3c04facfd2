package dev.sluice.config;

import dev.sluice.core.collection.CollectionName;
import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.collection.ContentRules;
import dev.sluice.core.collection.OnReject;
import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.media.MediaTypePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One entry of `collections`.
final class CollectionReader {

  static final String EXAMPLE = "e.g. default: {allow: [image/*], maxSize: 5 GiB}";

  private static final List<String> KEYS =
      List.of("allow", "maxSize", "process", "onReject", "maxPixels", "archives", "permit");
  private static final String PROCESS_EXAMPLE = "a list of processors, e.g. [digest]";

  /// The names that stand under `processors`, whether or not what stands there is right.
  private final Set<String> processors;

  CollectionReader(Set<String> processors) {
    this.processors = processors;
  }

  /// The rules, or nothing after a problem was reported.
  Optional<CollectionRules> read(String name, Place place) {
    Optional<CollectionName> collectionName = name(name, place);
    Fields fields = new Fields(place, KEYS, "allow: and maxSize: under it");
    List<MediaTypePattern> allow =
        fields.required("allow", "e.g. allow: [image/*]").map(Patterns::read).orElse(List.of());
    Optional<Long> maxSize =
        fields
            .required("maxSize", "e.g. maxSize: 5 GiB")
            .flatMap(
                size -> Quantities.size(size, 1, CollectionRules.MAX_OBJECT_SIZE, "1 B to 50 TiB"));
    List<ProcessorName> process = fields.optional("process").map(this::process).orElse(List.of());
    Optional<OnReject> onReject =
        fields
            .optional("onReject")
            .map(CollectionReader::onReject)
            .orElse(Optional.of(OnReject.DELETE));
    Optional<ContentRules> content = ContentReader.read(fields);
    if (collectionName.isEmpty()
        || allow.isEmpty()
        || maxSize.isEmpty()
        || onReject.isEmpty()
        || content.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CollectionRules(
            collectionName.get(), allow, maxSize.get(), process, onReject.get(), content.get()));
  }

  private static Optional<CollectionName> name(String name, Place place) {
    try {
      return Optional.of(new CollectionName(name));
    } catch (IllegalArgumentException malformed) {
      place.problem(String.valueOf(malformed.getMessage()));
      return Optional.empty();
    }
  }

  private List<ProcessorName> process(Place place) {
    List<ProcessorName> process = new ArrayList<>();
    for (Place item : place.items(PROCESS_EXAMPLE)) {
      item.text("a processor's name, e.g. digest")
          .flatMap(name -> known(item, name))
          .ifPresent(
              name -> {
                if (process.contains(name)) {
                  item.problem("%s is there twice; remove one of them".formatted(name));
                } else {
                  process.add(name);
                }
              });
    }
    return process;
  }

  private Optional<ProcessorName> known(Place item, String name) {
    if (!processors.contains(name)) {
      return Quantities.refuse(
          item,
          name,
          processors.isEmpty()
              ? "is not under processors, where there is none; add it there"
              : "is not under processors; add it there, or write one of "
                  + String.join(", ", processors));
    }
    try {
      return Optional.of(new ProcessorName(name));
    } catch (IllegalArgumentException reportedUnderProcessors) {
      return Optional.empty();
    }
  }

  private static Optional<OnReject> onReject(Place place) {
    return place
        .text("delete or keep")
        .flatMap(
            text ->
                switch (text) {
                  case "delete" -> Optional.of(OnReject.DELETE);
                  case "keep" -> Optional.of(OnReject.KEEP);
                  default -> Quantities.refuse(place, text, "is not known; write delete or keep");
                });
  }
}
