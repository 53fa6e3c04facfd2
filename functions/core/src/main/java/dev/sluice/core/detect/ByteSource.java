package dev.sluice.core.detect;

/// Bytes that can be read by range: an object in S3, a file, an array.
public interface ByteSource {
  /// All bytes there are.
  long size();

  /// Exactly these bytes.
  ///
  /// @param offset 0 to [#size()]
  /// @param length so that the range lies within [#size()]
  byte[] read(long offset, int length);
}
