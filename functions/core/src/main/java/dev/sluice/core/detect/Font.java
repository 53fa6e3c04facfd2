package dev.sluice.core.detect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fonts: the sfnt directory of TrueType and OpenType (ISO/IEC 14496-22, 4), WOFF (W3C), and EOT.
final class Font {
  static final Map<String, Structure> BY_NAME =
      Map.<String, Structure>ofEntries(
          Map.entry("truetype", evidence -> directory(evidence, "font/ttf")),
          Map.entry("opentype", evidence -> directory(evidence, "font/otf")),
          Map.entry(
              "font-collection",
              Header.of(
                  "font/collection",
                  head -> !head.has(4, 4) || head.u16(4) == 1 || head.u16(4) == 2)),
          Map.entry("woff", evidence -> web(evidence, "font/woff")),
          Map.entry("woff2", evidence -> web(evidence, "font/woff2")),
          Map.entry(
              "eot",
              new Header("application/vnd.ms-fontobject", Font::embedded, head -> List.of())));

  private static final int MOST_TABLES = 256;

  private Font() {}

  /// The number of tables, and the three numbers that follow from it; the first table's tag.
  private static Optional<Finding> directory(Evidence evidence, String type) {
    Window head = evidence.head();
    int tables = head.u16(4);
    int range = head.u16(6);
    boolean sensible =
        tables > 0
            && tables <= MOST_TABLES
            && (range == Integer.highestOneBit(tables) * 16
                || range == 0
                || head.ascii(12, 4).matches("[A-Za-z0-9/ ]{4}"))
            && head.ascii(12, 4).matches("[ -~]{4}");
    return sensible
        ? Optional.of(Finding.of(type, Confidence.STRUCTURE, 0, "sfnt of " + tables + " tables"))
        : Optional.empty();
  }

  /// The flavour, the length of the whole file, the number of tables.
  private static Optional<Finding> web(Evidence evidence, String type) {
    Window head = evidence.head();
    long length = head.u32(8);
    if (head.u16(12) < 1 || length < 44) {
      return Optional.empty();
    }
    boolean whole = length == evidence.size();
    Finding finding =
        Finding.of(
            type,
            whole ? Confidence.WHOLE : Confidence.STRUCTURE,
            0,
            "WOFF of " + head.u16(12) + " tables");
    return Optional.of(
        whole
            ? finding
            : finding.with(
                Hazard.DAMAGED,
                length > evidence.size() ? "cut off before " + length : "appended at " + length));
  }

  /// W3C Submission EOT, 3.1: the file's size, one of three versions.
  private static boolean embedded(Evidence evidence) {
    Window head = evidence.head();
    long version = head.u32le(8);
    boolean known = version == 0x10000 || version == 0x20001 || version == 0x20002;
    return known && head.u32le(0) >= 82 && head.u32le(4) <= head.u32le(0);
  }
}
