package dev.sluice.config;

import dev.sluice.core.media.MediaTypePattern;
import java.util.ArrayList;
import java.util.List;

/// Lists of media type patterns: `[image/*, application/pdf]`.
final class Patterns {

  static final String EXAMPLE = "a list, e.g. [image/*, application/pdf] or [\"*/*\"]";

  private Patterns() {}

  static List<MediaTypePattern> read(Place place) {
    List<MediaTypePattern> patterns = new ArrayList<>();
    List<Place> items = place.items(EXAMPLE);
    for (Place item : items) {
      item.text("a media type, e.g. image/png")
          .ifPresent(
              text -> {
                try {
                  patterns.add(MediaTypePattern.parse(text));
                } catch (IllegalArgumentException malformed) {
                  item.problem(String.valueOf(malformed.getMessage()));
                }
              });
    }
    if (items.isEmpty() && place.isList()) {
      place.problem("is an empty list, which no file fits; write " + EXAMPLE);
    }
    return patterns;
  }
}
