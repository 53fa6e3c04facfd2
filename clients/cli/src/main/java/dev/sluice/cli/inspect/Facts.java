package dev.sluice.cli.inspect;

import dev.sluice.core.detect.Fact;
import java.util.LinkedHashMap;
import java.util.Map;

/// A fact as names and values, its kind first.
final class Facts {
  private Facts() {}

  /// Values are texts, numbers and booleans.
  static Map<String, Object> fields(Fact fact) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (fact) {
      case Fact.Dimensions(long width, long height) -> {
        fields.put("fact", "dimensions");
        fields.put("width", width);
        fields.put("height", height);
      }
      case Fact.Pages(long count) -> {
        fields.put("fact", "pages");
        fields.put("count", count);
      }
      case Fact.Playing playing -> {
        fields.put("fact", "playing");
        fields.put("millis", playing.duration().toMillis());
      }
      case Fact.Codec(String name) -> {
        fields.put("fact", "codec");
        fields.put("name", name);
      }
      case Fact.Encoding(String charset) -> {
        fields.put("fact", "encoding");
        fields.put("charset", charset);
      }
      case Fact.Entries entries -> {
        fields.put("fact", "entries");
        fields.put("entries", entries.entries());
        fields.put("packedBytes", entries.packedBytes());
        fields.put("unpackedBytes", entries.unpackedBytes());
        fields.put("nestedArchives", entries.nestedArchives());
        fields.put("complete", entries.complete());
      }
      case Fact.Danger danger -> {
        fields.put("fact", "danger");
        fields.put("hazard", danger.hazard().word());
        fields.put("where", danger.where());
      }
    }
    return fields;
  }
}
