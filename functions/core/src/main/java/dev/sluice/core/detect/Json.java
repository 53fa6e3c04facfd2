package dev.sluice.core.detect;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// JSON (RFC 8259): the head is read by its grammar, to the end if it is all. What keys stand in
/// the first object says which kind of JSON it is; a second value makes it JSON lines.
final class Json implements TextForm {
  /// A kind, and what has to be in it; the first row that fits counts.
  private static final List<List<String>> BY_KEYS =
      """
      application/geo+json type=FeatureCollection
      application/geo+json type=Feature geometry
      application/geo+json type=Feature properties
      model/gltf+json asset 2:version 2:generator
      model/gltf+json asset 2:version scenes
      model/gltf+json asset 2:version accessors
      model/gltf+json asset 2:version scene
      application/x-ipynb+json cells 2:cell_type
      application/x-ipynb+json nbformat nbformat_minor
      application/x-har+json log 2:version 2:creator
      application/manifest+json start_url name
      application/manifest+json start_url short_name
      application/ld+json @context
      application/vnd.oai.openapi+json openapi info
      application/vnd.oai.openapi+json swagger info
      """
          .lines()
          .map(row -> List.of(row.split(" ", -1)))
          .toList();

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
    for (List<String> row : BY_KEYS) {
      if (keys.containsAll(row.subList(1, row.size()))) {
        return Finding.of(row.getFirst(), Confidence.FORM, 0, "JSON with its keys, " + proof);
      }
    }
    return Finding.of("application/json", Confidence.STRUCTURE, 0, "JSON, " + proof);
  }
}
