package dev.sluice.cli.inspect;

import java.util.Arrays;

/// A range of a file that was read.
final class ReadRange {
  private final long offset;
  private final byte[] bytes;

  ReadRange(long offset, byte[] bytes) {
    this.offset = offset;
    this.bytes = bytes.clone();
  }

  long offset() {
    return offset;
  }

  int length() {
    return bytes.length;
  }

  /// As many as were read from an offset in the file on, `length` at most; none where nothing was
  /// read.
  byte[] from(long at, int length) {
    long index = at - offset;
    if (index < 0 || index >= bytes.length) {
      return new byte[0];
    }
    return Arrays.copyOfRange(bytes, (int) index, (int) Math.min(index + length, bytes.length));
  }
}
