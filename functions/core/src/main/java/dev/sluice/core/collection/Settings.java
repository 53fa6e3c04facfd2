package dev.sluice.core.collection;

import dev.sluice.core.media.MediaType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that `sluice.yaml` says, checked: every processor that a collection names exists.
///
/// Both maps keep the file's order.
public record Settings(
    Map<CollectionName, CollectionRules> collections,
    Map<ProcessorName, ProcessorRules> processors) {

  /// @throws IllegalArgumentException when a collection names a processor that is not there, or
  ///   when there is no collection
  public Settings {
    collections = Collections.unmodifiableMap(new LinkedHashMap<>(collections));
    processors = Collections.unmodifiableMap(new LinkedHashMap<>(processors));
    if (collections.isEmpty()) {
      throw new IllegalArgumentException("there is at least one collection");
    }
    for (CollectionRules rules : collections.values()) {
      for (ProcessorName name : rules.process()) {
        if (!processors.containsKey(name)) {
          throw new IllegalArgumentException(
              "collection %s names the processor %s, which is not there"
                  .formatted(rules.name(), name));
        }
      }
    }
  }

  public Optional<CollectionRules> collection(CollectionName name) {
    return Optional.ofNullable(collections.get(name));
  }

  public Optional<ProcessorRules> processor(ProcessorName name) {
    return Optional.ofNullable(processors.get(name));
  }

  /// The processors that a file of the collection goes through, given what was found in it; in the
  /// order in which the collection names them.
  public List<ProcessorName> processorsFor(CollectionRules rules, MediaType found) {
    return rules.process().stream()
        .filter(name -> processor(name).map(processor -> processor.wants(found)).orElse(false))
        .toList();
  }
}
