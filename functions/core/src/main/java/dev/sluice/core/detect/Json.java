package dev.sluice.core.detect;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// JSON (RFC 8259): the head is read by its grammar, to the end if it is all. What keys stand in
/// the first object says which kind of JSON it is; a second value makes it JSON lines.
final class Json implements TextForm {
  private static final Map<Set<String>, String> BY_KEYS =
      Map.ofEntries(
          Map.entry(Set.of("type=FeatureCollection"), "application/geo+json"),
          Map.entry(Set.of("type=Feature", "geometry"), "application/geo+json"),
          Map.entry(Set.of("type=Feature", "properties"), "application/geo+json"),
          Map.entry(Set.of("asset", "2:version", "2:generator"), "model/gltf+json"),
          Map.entry(Set.of("asset", "2:version", "scenes"), "model/gltf+json"),
          Map.entry(Set.of("asset", "2:version", "accessors"), "model/gltf+json"),
          Map.entry(Set.of("asset", "2:version", "scene"), "model/gltf+json"),
          Map.entry(Set.of("cells", "2:cell_type"), "application/x-ipynb+json"),
          Map.entry(Set.of("nbformat", "nbformat_minor"), "application/x-ipynb+json"),
          Map.entry(Set.of("log", "2:version", "2:creator"), "application/x-har+json"),
          Map.entry(Set.of("start_url", "name"), "application/manifest+json"),
          Map.entry(Set.of("start_url", "short_name"), "application/manifest+json"),
          Map.entry(Set.of("@context"), "application/ld+json"),
          Map.entry(Set.of("openapi", "info"), "application/vnd.oai.openapi+json"),
          Map.entry(Set.of("swagger", "info"), "application/vnd.oai.openapi+json"));

  @Override
  public Optional<Finding> of(Characters characters) {
    String text = characters.start();
    if (text.isEmpty() || (text.charAt(0) != '{' && text.charAt(0) != '[')) {
      return Optional.empty();
    }
    Set<String> keys = new HashSet<>();
    JsonReader reader = new JsonReader(text, keys);
    boolean read = reader.value();
    if (!read) {
      boolean cut = !characters.whole() && reader.ended() && reader.tokens() >= 8;
      return cut ? Optional.of(found(keys, "a value that goes on")) : Optional.empty();
    }
    if (reader.ended()) {
      return Optional.of(found(keys, "one value"));
    }
    boolean lines =
        reader.onNewLine() && (reader.value() || (!characters.whole() && reader.ended()));
    return lines
        ? Optional.of(Finding.of("application/x-ndjson", Confidence.FORM, 0, "a value a line"))
        : Optional.empty();
  }

  private static Finding found(Set<String> keys, String proof) {
    return BY_KEYS.entrySet().stream()
        .filter(entry -> keys.containsAll(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .map(type -> Finding.of(type, Confidence.FORM, 0, "JSON with its keys, " + proof))
        .orElseGet(() -> Finding.of("application/json", Confidence.STRUCTURE, 0, "JSON, " + proof));
  }
}
