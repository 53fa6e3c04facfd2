package dev.sluice.cli;

import java.util.Locale;

/// Sizes and times for people.
final class Sizes {
  private static final long UNIT = 1024;
  private static final String[] NAMES = {"KiB", "MiB", "GiB", "TiB"};

  private Sizes() {}

  static String bytes(long bytes) {
    if (bytes < UNIT) {
      return bytes + " B";
    }
    double value = (double) bytes / UNIT;
    int name = 0;
    while (value >= UNIT && name < NAMES.length - 1) {
      value /= UNIT;
      name++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, NAMES[name]);
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }

  /// To the millisecond, for JSON.
  static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
