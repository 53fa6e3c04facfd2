package dev.sluice.core.detect;

import java.util.Map;
import java.util.Set;

/// The structures that `kinds.txt` names in its sixth column.
final class Structures {
  private static final Map<String, Structure> BY_NAME =
      Map.ofEntries(
          Map.entry("executable", new Executable()),
          Map.entry("gif", new Gif()),
          Map.entry("isobmff", new IsoBaseMedia()),
          Map.entry("jpeg", new Jpeg()),
          Map.entry("pdf", new Pdf()),
          Map.entry("png", new Png()),
          Map.entry("webp", new WebP()),
          Map.entry("zip", new Zip()));

  static final Set<String> NAMES = BY_NAME.keySet();

  private Structures() {}

  /// @throws IllegalArgumentException if there is none of that name
  static Structure named(String name) {
    Structure structure = BY_NAME.get(name);
    if (structure == null) {
      throw new IllegalArgumentException("there is no structure " + name);
    }
    return structure;
  }
}
