package dev.sluice.core.detect;

import java.util.Arrays;

/// Bytes of an array, and how often and how much was read of them. Refuses what a real store would.
final class CountingSource implements ByteSource {
  private final byte[] bytes;
  private int reads;
  private long bytesRead;

  CountingSource(byte[] bytes) {
    this.bytes = bytes.clone();
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
    reads++;
    bytesRead += length;
    return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
  }

  int reads() {
    return reads;
  }

  long bytesRead() {
    return bytesRead;
  }
}
