package dev.sluice.core.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Bytes of an array that hold a detection to its budget: a read beyond it, or beyond the file,
/// fails the test at once.
final class ByteArray implements ByteSource {
  private final byte[] bytes;
  private final List<String> ranges = new ArrayList<>();
  private int bytesRead;

  ByteArray(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /// The same, with nothing read yet.
  ByteArray fresh() {
    return new ByteArray(bytes);
  }

  ByteArray cutTo(int length) {
    return new ByteArray(Arrays.copyOf(bytes, length));
  }

  byte[] copy() {
    return bytes.clone();
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public byte[] read(long offset, int length) {
    if (offset < 0 || length < 1 || offset + length > bytes.length) {
      throw new AssertionError(
          "a read of %d bytes at %d of %d".formatted(length, offset, bytes.length));
    }
    ranges.add(offset + "+" + length);
    bytesRead += length;
    if (ranges.size() > 4 || bytesRead > 64 * 1024) {
      throw new AssertionError("read more than 4 ranges or 64 KiB: " + ranges);
    }
    return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
  }

  /// Each as `offset+length`, in the order of reading.
  List<String> ranges() {
    return List.copyOf(ranges);
  }

  int bytesRead() {
    return bytesRead;
  }
}
