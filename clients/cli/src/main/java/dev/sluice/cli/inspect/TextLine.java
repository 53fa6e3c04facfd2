package dev.sluice.cli.inspect;

import dev.sluice.core.detect.Fact;
import java.util.Optional;

/// One line for people: verdict, media type, size or dimensions, path, reason.
final class TextLine {
  private static final long UNIT = 1024;
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

  private TextLine() {}

  static String of(Inspection inspection) {
    StringBuilder line = new StringBuilder(160);
    column(line, inspection.outcome().name(), 14);
    column(line, inspection.finding().mediaType().toString(), 32);
    column(line, extent(inspection), 12);
    line.append(Visible.line(inspection.path().toString()));
    inspection.reason().ifPresent(reason -> line.append("  ").append(Visible.line(reason)));
    return line.append('\n').toString();
  }

  private static void column(StringBuilder line, String text, int width) {
    line.append(text);
    for (int length = text.length(); length < width - 2; length++) {
      line.append(' ');
    }
    line.append("  ");
  }

  private static String extent(Inspection inspection) {
    Optional<Fact.Dimensions> dimensions = inspection.finding().fact(Fact.Dimensions.class);
    return dimensions
        .map(it -> it.width() + "×" + it.height())
        .orElseGet(() -> bytes(inspection.size()));
  }

  /// With one decimal; not by format, which alone takes as long as some files.
  private static String bytes(long bytes) {
    if (bytes < UNIT) {
      return bytes + " B";
    }
    long tenths = bytes * 10 / UNIT;
    int unit = 0;
    while (tenths >= UNIT * 10 && unit < UNITS.length - 1) {
      tenths /= UNIT;
      unit++;
    }
    return tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
  }
}
