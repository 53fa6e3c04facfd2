package dev.sluice.core.detect;

import java.util.Optional;

/// TGA (Truevision TGA 2.0): nothing at its beginning is a signature. Its footer is one; without it
/// the fields of the header have to fit each other, and the file's size to them.
final class Targa implements Structure {
  private static final int HEADER = 18;
  private static final String FOOTER = "TRUEVISION-XFILE.\0";

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    int map = head.u8(1);
    int type = head.u8(2);
    int form = type & 7;
    int width = head.u16le(12);
    int height = head.u16le(14);
    int depth = head.u8(16);
    boolean plausible =
        head.has(0, HEADER)
            && (map == 0 || map == 1)
            && (type & 0xF0) == 0
            && (form == 1
                ? map == 1 && depth == 8
                : form == 2 ? depth > 8 : form == 3 && depth <= 16)
            && (depth == 8 || depth == 15 || depth == 16 || depth == 24 || depth == 32)
            && (map == 1 ? isMap(head) : head.u32(3) == 0 && head.u8(7) == 0)
            && (head.u8(17) & 0xC0) == 0
            && width > 0
            && height > 0;
    if (!plausible) {
      return Optional.empty();
    }
    long pixels = (long) width * height * ((depth + 7) / 8);
    long colours = map == 1 ? (long) head.u16le(5) * ((head.u8(7) + 7) / 8) : 0;
    long end = HEADER + head.u8(0) + colours + pixels;
    boolean runLength = type > 7;
    Finding finding =
        Finding.of(
                "image/x-tga",
                Confidence.STRUCTURE,
                0,
                "type " + type + ", " + width + "×" + height)
            .with(new Fact.Dimensions(width, height));
    if (evidence
        .tail(HEADER + 8)
        .filter(it -> it.hasAscii(evidence.size() - HEADER, FOOTER))
        .isPresent()) {
      return Optional.of(finding.rated(Confidence.WHOLE));
    }
    return (runLength ? evidence.size() < end + end / 64 + 1024 : evidence.size() == end)
        ? Optional.of(finding)
        : Optional.empty();
  }

  private static boolean isMap(Window head) {
    int bits = head.u8(7);
    return (bits == 15 || bits == 16 || bits == 24 || bits == 32)
        && head.u16le(5) >= 1
        && head.u16le(3) + head.u16le(5) <= 256;
  }
}
