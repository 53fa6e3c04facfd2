package dev.sluice.core.detect;

import java.util.Optional;

/// MPEG program streams (ISO/IEC 11172-1 and 13818-1, 2.5: a pack header with its marker bits) and
/// transport streams (13818-1, 2.4: a synchronisation byte every 188 bytes, or 192 with a time code
/// before each packet as on Blu-ray, or 204 with a checksum behind).
final class MpegStream implements Structure {
  private static final long PACK = 0x1BA;
  private static final int SYNCHRONISATION = 0x47;

  /// As many packets are looked at; fewer only if the file ends before.
  private static final int PACKETS = 8;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    if (head.u32(0) == PACK) {
      return programStream(head);
    }
    for (int packet : new int[] {188, 192, 204}) {
      int first = packet == 192 ? 4 : 0;
      if (isTransportStream(head, first, packet, evidence.size())) {
        return Optional.of(
            Finding.of("video/mp2t", Confidence.STRUCTURE, first, "0x47 every " + packet + " bytes")
                .called(packet == 192 ? "m2ts" : "ts"));
      }
    }
    return Optional.empty();
  }

  private static Optional<Finding> programStream(Window head) {
    int mark = head.u8(4);
    if ((mark & 0xF1) == 0x21 && (head.u8(6) & 1) == 1 && (head.u8(8) & 1) == 1) {
      return Optional.of(
          Finding.of("video/mp1s", Confidence.STRUCTURE, 0, "a pack header of MPEG-1"));
    }
    if ((mark & 0xC4) == 0x44 && (head.u8(6) & 4) == 4 && (head.u8(8) & 4) == 4) {
      return Optional.of(
          Finding.of("video/mp2p", Confidence.STRUCTURE, 0, "a pack header of MPEG-2"));
    }
    return Optional.empty();
  }

  private static boolean isTransportStream(Window head, int first, int packet, long fileSize) {
    for (int i = 0; i < PACKETS; i++) {
      long at = first + (long) i * packet;
      if (at >= fileSize) {
        return i >= 2 && at - first == fileSize;
      }
      boolean adaptation = (head.u8(at + 3) & 0x30) != 0;
      boolean damaged = (head.u8(at + 1) & 0x80) != 0;
      if (head.u8(at) != SYNCHRONISATION || !adaptation || damaged) {
        return i >= 5 && !head.has(at, 4);
      }
    }
    return true;
  }
}
