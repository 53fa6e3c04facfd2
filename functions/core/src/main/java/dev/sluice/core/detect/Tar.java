package dev.sluice.core.detect;

import java.util.Optional;

/// TAR (POSIX.1-2017, pax, "ustar Interchange Format", and what was before it): the first header's
/// checksum, and the headers behind it as far as they lie in what was read.
final class Tar implements Structure {
  static final int BLOCK = 512;
  private static final int CHECKSUM = 148;
  private static final int SIZE = 124;
  private static final int TYPE = 156;
  private static final int TARGET = 157;
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
    TarExtension extension = TarExtension.NONE;
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
      if (TarExtension.isOne(type)) {
        String data = head.ascii(at + BLOCK, (int) Math.min(size, Evidence.HEAD));
        if (data.isEmpty()) {
          break; // It was not read, so that the next entry's name is not known.
        }
        extension = extension.with(type, data);
      } else {
        size = extension.size() < 0 ? size : extension.size();
        if (isContent(type)) {
          tally.add(entry(head, at, size, extension));
        }
        extension = TarExtension.NONE;
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

  /// A hard link leads where its target does; who unpacks it and then writes to it writes there.
  private static ArchiveEntry entry(Window head, long at, long size, TarExtension extension) {
    String name = name(head, at);
    String target =
        extension.target().isEmpty() ? text(head, at + TARGET, 100) : extension.target();
    String special =
        switch (head.u8(at + TYPE)) {
          case '1' -> EntryTally.escapes(target) ? "hard link to " + target + " called" : "";
          case '2' -> ArchiveEntry.SYMBOLIC_LINK;
          case '3', '4', '6' -> ArchiveEntry.DEVICE;
          default -> "";
        };
    return new ArchiveEntry(
        extension.path().isEmpty() ? name : extension.path(), name, size, size, false, special);
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

  /// Neither what holds for all entries (pax) nor a volume's label.
  private static boolean isContent(int type) {
    return type != 'g' && type != 'V';
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
