package dev.sluice.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What a machine reads of a benchmark: `RESULT NAME figure=number …`, figures in the order in
/// which they were added, each with its unit at the end of its name.
final class ResultLine {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");

  private final String bench;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  ResultLine(String bench) {
    this.bench = checked(bench);
  }

  /// @throws IllegalArgumentException if it is no number, or its name can't stand in the line
  ResultLine with(String figure, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(figure + " was not measured: " + number);
    }
    if (figures.putIfAbsent(checked(figure), number) != null) {
      throw new IllegalArgumentException(figure + " is there already");
    }
    return this;
  }

  /// Four significant digits or all before the point, never an exponent nor a comma.
  private static String text(double number) {
    double size = Math.abs(number);
    int decimals = size < 1 ? 4 : size < 10 ? 3 : size < 100 ? 2 : size < 1000 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' can't stand in a result line");
    }
    return name;
  }

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder("RESULT ").append(bench);
    figures.forEach(
        (name, number) -> line.append(' ').append(name).append('=').append(text(number)));
    return line.toString();
  }
}
