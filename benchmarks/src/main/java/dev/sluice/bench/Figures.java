package dev.sluice.bench;

import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a benchmark found: names with their unit at the end (`own_us`), and numbers.
record Figures(SequencedMap<String, Double> values) {
  static Figures of(SequencedMap<String, Double> values) {
    return new Figures(values);
  }

  /// The line that machines read: `RESULT NAME figure=number …`.
  String line(String bench) {
    return values.entrySet().stream()
        .map(figure -> figure.getKey() + "=" + number(figure.getValue()))
        .collect(Collectors.joining(" ", "RESULT " + bench + " ", ""));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
  }
}
