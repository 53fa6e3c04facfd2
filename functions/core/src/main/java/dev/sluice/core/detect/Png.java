package dev.sluice.core.detect;

import java.util.Optional;
import java.util.zip.CRC32;

/// PNG (W3C Portable Network Graphics, third edition): IHDR with a right CRC behind the signature,
/// and IEND as the last chunk. An `acTL` chunk before the first IDAT makes it animated (11.3.6).
final class Png implements Structure {
  private static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";
  private static final String END = "\0\0\0\0IEND\u00AEB`\u0082";
  private static final int HEADER_DATA = 13;
  private static final int HEADER_AT = 8;
  private static final int SECOND_CHUNK = HEADER_AT + 12 + HEADER_DATA;
  private static final int MAXIMUM_CHUNKS = 100;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    if (!head.hasAscii(0, SIGNATURE)) {
      return Optional.empty();
    }
    long width = head.u32(16);
    long height = head.u32(20);
    if (head.u32(HEADER_AT) != HEADER_DATA
        || !head.hasAscii(12, "IHDR")
        || width <= 0
        || height <= 0
        || !isColour(head.u8(24), head.u8(25))
        || !crcHolds(head)) {
      return Optional.of(
          Finding.undetermined(0, "begins as a PNG, but its IHDR chunk makes no sense"));
    }
    Finding finding =
        Finding.of(
                isAnimated(head) ? "image/apng" : "image/png",
                Confidence.STRUCTURE,
                0,
                head.hex(0, 8) + ", IHDR " + width + "×" + height)
            .with(new Fact.Dimensions(width, height));
    return Optional.of(Ending.marked(finding, evidence, END, "chunk IEND"));
  }

  /// Bit depths that the colour types allow (11.2.1).
  private static boolean isColour(int depth, int type) {
    return switch (type) {
      case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case 2, 4, 6 -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  private static boolean isAnimated(Window head) {
    long at = SECOND_CHUNK;
    for (int chunk = 0; chunk < MAXIMUM_CHUNKS; chunk++) {
      if (head.hasAscii(at + 4, "acTL")) {
        return true;
      }
      long length = head.u32(at);
      if (length < 0 || head.hasAscii(at + 4, "IDAT")) {
        return false;
      }
      at += 12 + length;
    }
    return false;
  }

  private static boolean crcHolds(Window head) {
    long stored = head.u32(HEADER_AT + 8 + HEADER_DATA);
    CRC32 crc = new CRC32();
    for (int at = HEADER_AT + 4; at < HEADER_AT + 8 + HEADER_DATA; at++) {
      crc.update(head.u8(at));
    }
    return stored == crc.getValue();
  }
}
