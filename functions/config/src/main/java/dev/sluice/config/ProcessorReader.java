package dev.sluice.config;

import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.collection.ProcessorRules;
import dev.sluice.core.collection.ScannerRules;
import dev.sluice.core.limit.Limits;
import dev.sluice.core.media.MediaTypePattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One entry of `processors`. Only `types` must be there.
final class ProcessorReader {

  static final String EXAMPLE = "e.g. digest: {types: [\"*/*\"]}";

  static final int DEFAULT_ATTEMPTS = 5;
  static final int DEFAULT_CONCURRENCY = 4;
  static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);
  static final long DEFAULT_MEMORY = 512 * Limits.MEMORY_STEP;

  private static final List<String> KEYS =
      List.of("types", "attempts", "concurrency", "timeout", "memory");

  private ProcessorReader() {}

  /// The rules, or nothing after a problem was reported.
  static Optional<ProcessorRules> read(String name, Place place) {
    Optional<ProcessorName> processorName = name(name, place);
    Fields fields = new Fields(place, KEYS, "types: under it");
    List<MediaTypePattern> types =
        fields.required("types", "e.g. types: [image/*]").map(Patterns::read).orElse(List.of());
    Optional<Integer> attempts =
        fields
            .optional("attempts")
            .map(count -> Quantities.count(count, Limits.MINIMUM_RECEIVES, Limits.MAXIMUM_RECEIVES))
            .orElse(Optional.of(DEFAULT_ATTEMPTS));
    Optional<Integer> concurrency =
        fields
            .optional("concurrency")
            .map(
                count ->
                    Quantities.count(
                        count,
                        Limits.MINIMUM_POLLER_CONCURRENCY,
                        Limits.MAXIMUM_POLLER_CONCURRENCY))
            .orElse(Optional.of(DEFAULT_CONCURRENCY));
    Optional<Duration> timeout =
        fields
            .optional("timeout")
            .map(
                duration ->
                    Quantities.duration(
                        duration, Limits.MINIMUM_TIMEOUT, Limits.MAXIMUM_TIMEOUT, "1s to 15m"))
            .orElse(Optional.of(DEFAULT_TIMEOUT));
    Optional<Long> memory =
        fields.optional("memory").map(ProcessorReader::memory).orElse(Optional.of(DEFAULT_MEMORY));
    if (processorName.isEmpty()
        || types.isEmpty()
        || attempts.isEmpty()
        || concurrency.isEmpty()
        || timeout.isEmpty()
        || memory.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcessorRules(
            processorName.get(),
            types,
            attempts.get(),
            concurrency.get(),
            timeout.get(),
            memory.get()));
  }

  private static Optional<ProcessorName> name(String name, Place place) {
    try {
      ProcessorName processor = new ProcessorName(name);
      if (processor.equals(ScannerRules.QUEUE)) {
        place.problem("is the scanner's own name; choose another");
        return Optional.empty();
      }
      return Optional.of(processor);
    } catch (IllegalArgumentException malformed) {
      place.problem(String.valueOf(malformed.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<Long> memory(Place place) {
    String range = "128 MiB to 10 GiB, in whole MiB";
    return Quantities.size(place, Limits.MINIMUM_MEMORY, Limits.MAXIMUM_MEMORY, range)
        .flatMap(
            bytes ->
                bytes % Limits.MEMORY_STEP == 0
                    ? Optional.of(bytes)
                    : Quantities.refuse(
                        place,
                        bytes + " B",
                        "is not a whole number of MiB; write a size of " + range));
  }
}
