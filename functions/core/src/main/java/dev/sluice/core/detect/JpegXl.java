package dev.sluice.core.detect;

import java.util.Optional;

/// JPEG XL: a container of boxes (ISO/IEC 18181-2, 9.1) or the bare codestream (ISO/IEC 18181-1),
/// whose first bits are the picture's size.
final class JpegXl implements Structure {
  private static final int[] HEIGHT_BITS = {9, 13, 18, 30};

  /// Widths that need no bits of their own, as parts of the height.
  private static final int[][] RATIOS = {{1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}};

  /// Of a bare codestream this many pixels prove nothing but that two bytes fit by chance.
  private static final long LARGEST_SIDE = 1 << 20;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    if (head.u16(0) != 0xFF0A) {
      return head.hasAscii(16, "ftypjxl ")
          ? Optional.of(Finding.of("image/jxl", Confidence.STRUCTURE, 0, "boxes JXL, ftyp jxl"))
          : Optional.empty();
    }
    Bits bits = new Bits(head, 2);
    boolean small = bits.next(1) == 1;
    long height = small ? (bits.next(5) + 1) * 8 : bits.next(HEIGHT_BITS[(int) bits.next(2)]) + 1;
    int ratio = (int) bits.next(3);
    long width =
        ratio > 0
            ? height * RATIOS[ratio - 1][0] / RATIOS[ratio - 1][1]
            : small ? (bits.next(5) + 1) * 8 : bits.next(HEIGHT_BITS[(int) bits.next(2)]) + 1;
    if (!head.has(0, 12) || width > LARGEST_SIDE || height > LARGEST_SIDE || width < 1) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of("image/jxl", Confidence.STRUCTURE, 0, "ff0a, " + width + "×" + height)
            .with(new Fact.Dimensions(width, height)));
  }

  /// Bits from the lowest of each byte on; 0 where nothing was read.
  private static final class Bits {
    private final Window window;
    private long at;

    Bits(Window window, long offset) {
      this.window = window;
      this.at = offset * 8;
    }

    long next(int count) {
      long value = 0;
      for (int i = 0; i < count; i++, at++) {
        value |= (long) (Math.max(0, window.u8(at / 8)) >> (at % 8) & 1) << i;
      }
      return value;
    }
  }
}
