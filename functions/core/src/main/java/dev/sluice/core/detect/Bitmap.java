package dev.sluice.core.detect;

import java.util.Optional;

/// BMP (RFC 7903): the file header, and an information header of one of the sizes that there are.
final class Bitmap implements Structure {
  private static final int FILE_HEADER = 14;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    if (!head.hasAscii(0, "BM")) {
      return Optional.empty();
    }
    long pixels = head.u32le(10);
    long header = head.u32le(FILE_HEADER);
    boolean old = header == 12;
    long width = old ? head.u16le(18) : (int) head.u32le(18);
    // A negative height: the rows go from top to bottom.
    long height = old ? head.u16le(20) : Math.abs((long) (int) head.u32le(22));
    int planes = head.u16le(old ? 22 : 26);
    int bits = head.u16le(old ? 24 : 28);
    if (!isHeader(header)
        || pixels < FILE_HEADER + header
        || width <= 0
        || height <= 0
        || planes != 1
        || !isDepth(bits)) {
      return Optional.empty(); // Text may begin with these two letters.
    }
    Finding finding =
        Finding.of("image/bmp", Confidence.STRUCTURE, 0, "BM, " + width + "×" + height)
            .with(new Fact.Dimensions(width, height));
    long said = head.u32le(2);
    boolean compressed = !old && head.u32le(30) != 0 && head.u32le(30) != 3;
    if (said == evidence.size()) {
      return Optional.of(finding.rated(Confidence.WHOLE));
    }
    // Writers often get the size wrong: what the pixels take tells more.
    long rows = (width * bits + 31) / 32 * 4;
    long end = rows > Long.MAX_VALUE / 2 / height ? Long.MAX_VALUE : pixels + rows * height;
    if (compressed) {
      return Optional.of(Ending.sized(finding, evidence, Math.max(said, pixels)));
    }
    return Optional.of(
        evidence.size() > end && evidence.size() - end <= 8
            ? finding
            : Ending.sized(finding, evidence, end));
  }

  private static boolean isHeader(long size) {
    return size == 12
        || size == 16
        || size == 40
        || size == 52
        || size == 56
        || size == 64
        || size == 108
        || size == 124;
  }

  private static boolean isDepth(int bits) {
    return switch (bits) {
      case 0, 1, 2, 4, 8, 16, 24, 32, 64 -> true;
      default -> false;
    };
  }
}
