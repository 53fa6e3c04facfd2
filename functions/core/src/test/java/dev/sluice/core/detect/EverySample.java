package dev.sluice.core.detect;

import java.util.Map;
import java.util.TreeMap;

/// All tiny files that are made by code, of whatever family.
final class EverySample {
  private EverySample() {}

  /// By media type, and what is special about it, if anything is.
  static Map<String, byte[]> all() {
    return new TreeMap<>(Samples.all());
  }
}
