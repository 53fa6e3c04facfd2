package dev.sluice.core.detect;

import java.util.Optional;

/// GIF (GIF89a specification, CompuServe): the logical screen, the blocks behind its colour table
/// as far as they lie in the head, and the trailer at the end.
final class Gif implements Structure {
  private static final int SCREEN_END = 13;
  private static final int MAXIMUM_BLOCKS = 4096;

  private static final int IMAGE = 0x2C;
  private static final int EXTENSION = 0x21;
  private static final int TRAILER = 0x3B;

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
    if (flags < 0
        || width == 0
        || height == 0
        || (introducer != IMAGE && introducer != EXTENSION && introducer != TRAILER)) {
      return Optional.of(
          Finding.undetermined(0, "begins as a GIF, but its first block makes no sense"));
    }
    Finding finding =
        Finding.of(
                "image/gif",
                Confidence.STRUCTURE,
                0,
                head.ascii(0, 6) + ", screen " + width + "×" + height)
            .with(new Fact.Dimensions(width, height));
    finding = withFrames(finding, head, block, width, height);
    long end = end(head, block);
    if (end > 0) {
      return Optional.of(Ending.sized(finding, evidence, end));
    }
    if (end == BROKEN) {
      return Optional.of(finding.with(Hazard.DAMAGED, "a block of it makes no sense"));
    }
    return Optional.of(Ending.marked(finding, evidence, "\0;", "the trailer"));
  }

  /// A picture that reaches beyond the screen makes some readers enlarge it.
  private static Finding withFrames(
      Finding finding, Window head, long first, int width, int height) {
    long right = width;
    long bottom = height;
    long at = first;
    for (int block = 0; block < MAXIMUM_BLOCKS; block++) {
      int introducer = head.u8(at);
      if (introducer == IMAGE && head.has(at, 10)) {
        right = Math.max(right, head.u16le(at + 1) + head.u16le(at + 5));
        bottom = Math.max(bottom, head.u16le(at + 3) + head.u16le(at + 7));
      } else if (introducer != EXTENSION) {
        break;
      }
      at = behindBlock(head, at);
    }
    return right == width && bottom == height
        ? finding
        : finding.with(new Fact.Dimensions(right, bottom));
  }

  private static final long BROKEN = -1;
  private static final long BEYOND = 0;

  /// Behind the trailer, if all blocks lie in the head.
  private static long end(Window head, long first) {
    long at = first;
    for (int block = 0; block < MAXIMUM_BLOCKS; block++) {
      switch (head.u8(at)) {
        case TRAILER -> {
          return at + 1;
        }
        case EXTENSION, IMAGE -> at = behindBlock(head, at);
        case -1 -> {
          return BEYOND;
        }
        default -> {
          return BROKEN;
        }
      }
    }
    return BEYOND;
  }

  /// @param at where an extension or a picture begins
  private static long behindBlock(Window head, long at) {
    if (head.u8(at) == EXTENSION) {
      return behindData(head, at + 2);
    }
    int flags = head.u8(at + 9);
    long table = flags >= 0 && (flags & 0x80) != 0 ? 3L << ((flags & 7) + 1) : 0;
    return behindData(head, at + 11 + table);
  }

  /// Behind a chain of sub-blocks, each with its length before it, the last of length 0.
  private static long behindData(Window head, long from) {
    long at = from;
    int length = head.u8(at);
    while (length > 0) {
      at += 1 + length;
      length = head.u8(at);
    }
    return at + 1;
  }
}
