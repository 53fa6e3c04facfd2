package dev.sluice.core.detect;

/// Numbers of a TIFF, in the byte order that its first two bytes say.
final class TiffFields {
  private static final int LONGEST_TEXT = 32;

  private final Window head;
  private final Window window;
  private final boolean little;

  TiffFields(Window head) {
    this(head, head);
  }

  /// @param head says the byte order
  /// @param window holds the numbers
  TiffFields(Window head, Window window) {
    this.head = head;
    this.window = window;
    this.little = head.u8(0) == 'I';
  }

  boolean has(long at, long length) {
    return window.has(at, length);
  }

  String hex(long at, int length) {
    return window.hex(at, length);
  }

  int u16(long at) {
    return little ? window.u16le(at) : window.u16(at);
  }

  long u32(long at) {
    return little ? window.u32le(at) : window.u32(at);
  }

  long u64(long at) {
    return little ? window.u64le(at) : window.u64(at);
  }

  /// The value of a directory entry, as far as it fits the entry.
  long value(long entry, boolean big) {
    return u32(entry + (big ? 12 : 8));
  }

  /// The text that an entry points at, if it was read; empty otherwise.
  String text(long entry, boolean big) {
    long length = big ? u64(entry + 4) : u32(entry + 4);
    long at =
        length <= (big ? 8 : 4) ? entry + (big ? 12 : 8) : big ? u64(entry + 12) : u32(entry + 8);
    int wanted = Math.clamp(length - 1, 0, LONGEST_TEXT);
    return window.has(at, wanted) ? window.ascii(at, wanted) : head.ascii(at, wanted);
  }
}
