package dev.sluice.core.collection;

import dev.sluice.core.media.MediaType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that `sluice.yaml` says, checked: every processor that a collection names exists.
///
/// Both maps keep the file's order.
///
/// @param scanner there if a collection asks for its opinion
public record Settings(
    Map<CollectionName, CollectionRules> collections,
    Map<ProcessorName, ProcessorRules> processors,
    Optional<ScannerRules> scanner) {

  /// @throws IllegalArgumentException when a collection names a processor that is not there, or
  ///   when there is no collection
  public Settings {
    collections = Collections.unmodifiableMap(new LinkedHashMap<>(collections));
    processors = Collections.unmodifiableMap(new LinkedHashMap<>(processors));
    if (collections.isEmpty()) {
      throw new IllegalArgumentException("there is at least one collection");
    }
    if (processors.containsKey(ScannerRules.QUEUE)) {
      throw new IllegalArgumentException("scan is the scanner's own name, no processor's");
    }
    for (CollectionRules rules : collections.values()) {
      if (rules.scan() && scanner.isEmpty()) {
        throw new IllegalArgumentException(
            "collection %s asks for a scan, and there is no scanner".formatted(rules.name()));
      }
      for (ProcessorName name : rules.process()) {
        if (!processors.containsKey(name)) {
          throw new IllegalArgumentException(
              "collection %s names the processor %s, which is not there"
                  .formatted(rules.name(), name));
        }
      }
    }
  }

  /// Without a scanner.
  public Settings(
      Map<CollectionName, CollectionRules> collections,
      Map<ProcessorName, ProcessorRules> processors) {
    this(collections, processors, Optional.empty());
  }

  /// The scanner of a pipeline that has a collection that asks for it.
  ///
  /// @throws IllegalStateException if there is none
  public ScannerRules scannerNeeded() {
    return scanner.orElseThrow(() -> new IllegalStateException("sluice.yaml has no scanner"));
  }

  /// Everything that has a queue for its orders: the processors, and the scanner if there is one.
  public Set<ProcessorName> queues() {
    Set<ProcessorName> queues = new LinkedHashSet<>(processors.keySet());
    scanner.ifPresent(_ -> queues.add(ScannerRules.QUEUE));
    return queues;
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
