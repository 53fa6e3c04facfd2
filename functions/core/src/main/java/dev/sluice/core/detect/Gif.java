package dev.sluice.core.detect;

import java.util.Optional;

/// GIF (GIF89a specification, CompuServe): the logical screen, and the block behind its colour
/// table.
final class Gif implements Structure {
  private static final int SCREEN_END = 13;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    if (!head.hasAscii(0, "GIF87a") && !head.hasAscii(0, "GIF89a")) {
      return Optional.empty();
    }
    int width = head.u16le(6);
    int height = head.u16le(8);
    int flags = head.u8(10);
    long block = SCREEN_END + ((flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1));
    int introducer = head.u8(block);
    if (flags < 0 || width == 0 || height == 0 || (introducer != 0x2C && introducer != 0x21)) {
      return Optional.of(
          Finding.undetermined(0, "begins as a GIF, but its first block makes no sense"));
    }
    return Optional.of(
        Finding.of(
                "image/gif",
                Confidence.STRUCTURE,
                0,
                head.ascii(0, 6) + ", screen " + width + "×" + height)
            .with(new Fact.Dimensions(width, height)));
  }
}
