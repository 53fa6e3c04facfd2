package dev.sluice.core.detect;

import java.util.Optional;

/// TAR (POSIX.1-2017, pax, "ustar Interchange Format", and what was before it): the first header's
/// checksum, and the headers behind it as far as they lie in what was read.
final class Tar implements Structure {
  static final int BLOCK = 512;
  private static final int CHECKSUM = 148;
  private static final int SIZE = 124;
  private static final int TYPE = 156;
  private static final int PREFIX = 345;
  private static final int MOST_ENTRIES = 1000;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    if (!isHeader(head, 0)) {
      return Optional.empty();
    }
    EntryTally tally = new EntryTally(true, true);
    long at = 0;
    boolean complete = false;
    for (int entry = 0; entry < MOST_ENTRIES; entry++) {
      if (isEnd(head, at)) {
        complete = true;
        break;
      }
      if (!isHeader(head, at)) {
        break;
      }
      long size = number(head, at + SIZE);
      int type = head.u8(at + TYPE);
      if (isContent(type)) {
        tally.add(new ArchiveEntry(name(head, at), size, size, false, type == '2'));
      }
      at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
    Finding finding =
        Finding.of(
            "application/x-tar", Confidence.STRUCTURE, 0, "checksum holds, entry " + name(head, 0));
    finding = tally.onto(finding, tally.entries(), complete);
    return Optional.of(
        at > evidence.size() && !complete
            ? finding.with(Hazard.DAMAGED, "cut off: an entry ends at " + at)
            : complete ? finding.rated(Confidence.WHOLE) : finding);
  }

  /// Whether a header stands there: its sum in octal digits is that of its bytes, its own field
  /// counted as spaces. Some old writers summed signed bytes.
  static boolean isHeader(Window window, long at) {
    if (!window.has(at, BLOCK) || (window.u8(at) == 0 && window.u8(at + PREFIX) <= 0)) {
      return false;
    }
    long said = number(window, at + CHECKSUM);
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      int value = i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : window.u8(at + i);
      unsigned += value;
      signed += (byte) value;
    }
    return said > 0 && (said == unsigned || said == signed) && number(window, at + SIZE) >= 0;
  }

  private static boolean isEnd(Window window, long at) {
    for (int i = 0; i < BLOCK; i++) {
      if (window.u8(at + i) != 0) {
        return false;
      }
    }
    return true;
  }

  /// Not the headers that only extend others (pax, GNU long names, volume labels).
  private static boolean isContent(int type) {
    return type != 'x' && type != 'g' && type != 'L' && type != 'K' && type != 'V';
  }

  private static String name(Window window, long at) {
    String prefix = window.hasAscii(at + 257, "ustar\0") ? text(window, at + PREFIX, 155) : "";
    String name = text(window, at, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(Window window, long at, int longest) {
    String text = window.ascii(at, longest);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /// Octal digits between spaces, or in 8 bytes or more a binary number behind 80; -1 if neither.
  private static long number(Window window, long at) {
    int length = 8 + (at % BLOCK == SIZE ? 4 : 0);
    if (window.u8(at) == 0x80) {
      return window.u64(at + length - 8);
    }
    long value = 0;
    boolean digits = false;
    for (int i = 0; i < length; i++) {
      int character = window.u8(at + i);
      if (character >= '0' && character <= '7') {
        value = value << 3 | (character - '0');
        digits = true;
      } else if (character == 0 || character == ' ') {
        if (digits) {
          break;
        }
      } else {
        return -1;
      }
    }
    return digits ? value : -1;
  }
}
