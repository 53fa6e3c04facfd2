package dev.sluice.cli.inspect;

import dev.sluice.core.detect.Fact;
import dev.sluice.core.detect.Finding;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// What `-v` says beneath a file's line.
final class Details {
  private static final int SHOWN_BYTES = 16;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private Details() {}

  static String of(Inspection inspection) {
    StringBuilder lines = new StringBuilder(400);
    Finding finding = inspection.finding();
    if (finding.determined()) {
      line(lines, "proof", finding.proof() + " (" + finding.confidence() + ")");
    } else {
      line(lines, "why not", finding.proof().toString());
    }
    bytesAt(lines, inspection, finding.proof().offset());
    for (Fact fact : finding.facts()) {
      line(lines, "fact", text(fact));
    }
    for (Finding.Also also : finding.also()) {
      line(lines, "also", also.mediaType() + ", " + also.proof());
      bytesAt(lines, inspection, also.proof().offset());
    }
    line(lines, "read", ranges(inspection));
    return lines.toString();
  }

  private static void line(StringBuilder lines, String title, String text) {
    lines.append("    ").append(title);
    lines.append(" ".repeat(8 - title.length())).append(Visible.line(text)).append('\n');
  }

  private static String text(Fact fact) {
    return Facts.fields(fact).entrySet().stream()
        .map(
            it ->
                it.getKey().equals("fact")
                    ? it.getValue() + ":"
                    : it.getKey() + " " + it.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String ranges(Inspection inspection) {
    String ranges =
        inspection.ranges().stream()
            .map(range -> range.offset() + "+" + range.length())
            .collect(Collectors.joining(", "));
    return (ranges.isEmpty() ? "nothing" : ranges)
        + " of %d bytes; requests %d, bytes %d, micros %d"
            .formatted(
                inspection.size(),
                inspection.ranges().size(),
                inspection.bytes(),
                inspection.micros());
  }

  /// As `hexdump -C` has them, of what was read anyway.
  private static void bytesAt(StringBuilder lines, Inspection inspection, long offset) {
    for (ReadRange range : inspection.ranges()) {
      byte[] bytes = range.from(offset, SHOWN_BYTES);
      if (bytes.length > 0) {
        StringBuilder characters = new StringBuilder();
        for (byte character : bytes) {
          characters.append(character >= 0x20 && character < 0x7F ? (char) character : '.');
        }
        line(lines, "", "%08x  %-47s  |%s|".formatted(offset, HEX.formatHex(bytes), characters));
        return;
      }
    }
  }
}
