package dev.sluice.core.detect;

import java.util.Optional;

/// H.264 and H.265 as a stream of NAL units with start codes (ITU-T H.264 and H.265, annex B): one
/// that begins a stream, and the parameter sets that have to follow it.
final class NalStream implements Structure {
  private static final int UNITS = 8;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    boolean sequence264 = false;
    boolean picture264 = false;
    boolean video265 = false;
    boolean sequence265 = false;
    long at = 0;
    for (int unit = 0; unit < UNITS && at >= 0; unit++) {
      at += head.u8(at + 2) == 0 ? 4 : 3;
      int type = head.u8(at);
      if (type < 0 || type > 0x7F) {
        break;
      }
      sequence264 |= (type & 0x1F) == 7 && isProfile(head.u8(at + 1)) && type >= 0x27;
      picture264 |= sequence264 && (type & 0x1F) == 8;
      video265 |= type == 0x40 && head.u8(at + 1) == 1;
      sequence265 |= video265 && type == 0x42 && head.u8(at + 1) == 1;
      at = head.find("\0\0\u0001", at, head.end());
    }
    if (sequence265) {
      return Optional.of(
          Finding.of("video/h265", Confidence.STRUCTURE, 0, "NAL units: VPS, SPS")
              .with(new Fact.Codec("hevc")));
    }
    return sequence264 && picture264
        ? Optional.of(
            Finding.of("video/h264", Confidence.STRUCTURE, 0, "NAL units: SPS, PPS")
                .with(new Fact.Codec("avc")))
        : Optional.empty();
  }

  /// ITU-T H.264, annex A and G to I.
  private static boolean isProfile(int profile) {
    return switch (profile) {
      case 44, 66, 77, 83, 86, 88, 100, 110, 118, 122, 128, 138, 139, 134, 244 -> true;
      default -> false;
    };
  }
}
