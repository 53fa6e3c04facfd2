package dev.sluice.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A mapping whose keys are known beforehand; any other key is reported.
final class Fields {

  private final Place place;
  private final Map<String, Place> entries;

  Fields(Place place, List<String> known, String whatToWrite) {
    this.place = place;
    this.entries = place.entries(whatToWrite);
    entries.forEach(
        (name, entry) -> {
          if (!known.contains(name)) {
            entry.problem("is not a known key; known here are " + String.join(", ", known));
          }
        });
  }

  Optional<Place> optional(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /// As {@link #optional}, and reports the lack of it, unless the place is no mapping, which was
  /// reported before.
  Optional<Place> required(String name, String whatToWrite) {
    Optional<Place> found = optional(name);
    if (found.isEmpty() && place.isMapping()) {
      place.problem(name + " is missing; write " + whatToWrite);
    }
    return found;
  }
}
