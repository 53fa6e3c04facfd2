package dev.sluice.core.detect;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Steps through the blocks of a RAR 5.0 archive in a window.
final class RarBlocks {
  /// Instead of a reason.
  static final String BROKEN = "broken";

  private static final int EXTRA = 1;
  private static final int DATA = 2;
  private static final int FILE_TIME = 2;
  private static final int FILE_CRC = 4;
  private static final int ENCRYPTION_RECORD = 1;
  private static final int REDIRECTION_RECORD = 5;

  private final Window window;
  private long next;
  private long at;
  private int read;
  private int type;
  private int flags;
  private long extra;
  private long data;
  private long end;

  RarBlocks(Window window, long first) {
    this.window = window;
    this.next = first;
  }

  int read() {
    return read;
  }

  int type() {
    return type;
  }

  /// Whether there is a further block, whose header lies in the window.
  boolean next() {
    if (!window.has(next, 7)) {
      return false;
    }
    at = next + 4; // Behind its CRC.
    long size = number();
    end = at + size;
    if (size < 2 || size > 2 << 20) {
      return false;
    }
    type = (int) number();
    flags = (int) number();
    extra = (flags & EXTRA) != 0 ? number() : 0;
    data = (flags & DATA) != 0 ? number() : 0;
    if (type < 1 || type > 5 || extra < 0 || data < 0 || end + data < 0) {
      return false;
    }
    next = end + data;
    read++;
    return true;
  }

  /// The file that the current block describes, if its header lies in the window whole.
  Optional<ArchiveEntry> file() {
    if (!window.has(at, end - at)) {
      return Optional.empty();
    }
    long fileFlags = number();
    long unpacked = number();
    number(); // Attributes.
    at += (fileFlags & FILE_TIME) != 0 ? 4 : 0;
    at += (fileFlags & FILE_CRC) != 0 ? 4 : 0;
    number(); // Compression.
    number(); // System.
    int length = Math.clamp(number(), 0, 65_536);
    String name =
        new String(
            window.ascii(at, length).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return Optional.of(
        new ArchiveEntry(
            name, data, unpacked, hasRecord(ENCRYPTION_RECORD), hasRecord(REDIRECTION_RECORD)));
  }

  private boolean hasRecord(int wanted) {
    at = end - extra;
    while (at < end && at >= 0) {
      long size = number();
      long behind = at + size;
      if (size < 1 || behind > end) {
        return false;
      }
      if (number() == wanted) {
        return true;
      }
      at = behind;
    }
    return false;
  }

  /// 7 bits a byte, the lowest first; -1 where nothing was read.
  private long number() {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int group = window.u8(at++);
      if (group < 0) {
        return -1;
      }
      value |= (long) (group & 0x7F) << shift;
      if (group < 0x80) {
        return value;
      }
    }
    return -1;
  }
}
