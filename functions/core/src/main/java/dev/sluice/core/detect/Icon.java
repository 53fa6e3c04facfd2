package dev.sluice.core.detect;

import java.util.Optional;

/// Icons and cursors of Windows: a directory whose entries point at pictures in the file, each a
/// bitmap without its file header or a PNG.
final class Icon implements Structure {
  private static final int DIRECTORY = 6;
  private static final int ENTRY = 16;
  private static final int MOST_PICTURES = 256;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    int type = head.u16le(2);
    int count = head.u16le(4);
    if (head.u16(0) != 0 || (type != 1 && type != 2) || count < 1 || count > MOST_PICTURES) {
      return Optional.empty();
    }
    long end = 0;
    long largest = 0;
    for (int i = 0; i < count && head.has(DIRECTORY + (long) i * ENTRY, ENTRY); i++) {
      long at = DIRECTORY + (long) i * ENTRY;
      long size = head.u32le(at + 8);
      long offset = head.u32le(at + 12);
      if (size < 12
          || offset < DIRECTORY + (long) count * ENTRY
          || (type == 1 && head.u16le(at + 4) > 1)
          || !isPicture(head, offset)) {
        return Optional.empty();
      }
      end = Math.max(end, offset + size);
      largest = Math.max(largest, side(head.u8(at)) << 16 | side(head.u8(at + 1)));
    }
    if (end == 0) {
      return Optional.empty();
    }
    Finding finding =
        Finding.of(
                type == 1 ? "image/vnd.microsoft.icon" : "image/x-win-bitmap",
                Confidence.STRUCTURE,
                0,
                count + " pictures in its directory")
            .with(new Fact.Dimensions(largest >> 16, largest & 0xFFFF));
    return Optional.of(
        head.has(0, DIRECTORY + (long) count * ENTRY)
            ? Ending.sized(finding, evidence, end)
            : finding);
  }

  /// A side of 256 does not fit its byte.
  private static long side(int said) {
    return said == 0 ? 256 : said;
  }

  private static boolean isPicture(Window head, long at) {
    return !head.has(at, 4)
        || head.u32(at) == 0x89504E47L
        || head.u32le(at) == 40
        || head.u32le(at) == 12
        || head.u32le(at) == 108
        || head.u32le(at) == 124;
  }
}
