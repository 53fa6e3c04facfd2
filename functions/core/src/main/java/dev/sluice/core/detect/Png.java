package dev.sluice.core.detect;

import java.util.Optional;
import java.util.zip.CRC32;

/// PNG (W3C Portable Network Graphics, third edition): the signature, then IHDR with a right CRC.
final class Png implements Structure {
  private static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";
  private static final int HEADER_DATA = 13;
  private static final int HEADER_AT = 8;

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
        || !crcHolds(head)) {
      return Optional.of(
          Finding.undetermined(0, "begins as a PNG, but its IHDR chunk makes no sense"));
    }
    return Optional.of(
        Finding.of(
                "image/png",
                Confidence.STRUCTURE,
                0,
                head.hex(0, 8) + ", IHDR " + width + "×" + height)
            .with(new Fact.Dimensions(width, height)));
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
