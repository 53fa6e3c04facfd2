package dev.sluice.core.detect;

import java.util.Optional;

/// PNG (W3C Portable Network Graphics, third edition): IHDR behind the signature, IEND as the last
/// chunk, and right CRCs of all chunks that lie in the head. An `acTL` chunk before the first IDAT
/// makes it animated (11.3.6).
final class Png implements Structure {
  private static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";
  private static final String END = "\0\0\0\0IEND\u00AEB`\u0082";
  private static final int HEADER_DATA = 13;
  private static final int HEADER_AT = 8;
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
        || !crcHolds(head, HEADER_AT)) {
      return Optional.of(
          Finding.undetermined(0, "begins as a PNG, but its IHDR chunk makes no sense"));
    }
    Chunks chunks = Chunks.of(head);
    Finding finding =
        Finding.of(
                chunks.animated() ? "image/apng" : "image/png",
                Confidence.STRUCTURE,
                0,
                head.hex(0, 8) + ", IHDR " + width + "×" + height)
            .with(new Fact.Dimensions(width, height));
    finding = Ending.marked(finding, evidence, END, "chunk IEND");
    return Optional.of(
        chunks.broken() < 0
            ? finding
            : finding.with(
                Hazard.DAMAGED, "the CRC of the chunk at %d is wrong".formatted(chunks.broken())));
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

  /// What the chunks behind IHDR say, as far as they lie in the head.
  ///
  /// @param broken where one begins whose CRC is wrong, or -1
  private record Chunks(boolean animated, long broken) {
    static Chunks of(Window head) {
      boolean animated = false;
      boolean pixels = false;
      long at = HEADER_AT;
      boolean ended = false;
      for (int chunk = 0; chunk < MAXIMUM_CHUNKS && !ended && head.has(at, 8); chunk++) {
        ended = head.hasAscii(at + 4, "IEND");
        pixels |= head.hasAscii(at + 4, "IDAT");
        animated |= !pixels && head.hasAscii(at + 4, "acTL");
        if (head.has(at, 12 + head.u32(at)) && !crcHolds(head, at)) {
          return new Chunks(animated, at);
        }
        at += 12 + head.u32(at);
      }
      return new Chunks(animated, -1);
    }
  }

  /// Of a chunk's name and data (5.5).
  private static boolean crcHolds(Window head, long chunk) {
    long crc = chunk + 8 + head.u32(chunk);
    return head.u32(crc) == head.crc32(chunk + 4, crc);
  }
}
