package dev.sluice.core.detect;

/// Counts what is read of another source. For one thread.
public final class MeteredSource implements ByteSource {
  private final ByteSource source;
  private int requests;
  private long bytes;

  public MeteredSource(ByteSource source) {
    this.source = source;
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public byte[] read(long offset, int length) {
    requests++;
    bytes += length;
    return source.read(offset, length);
  }

  /// Ranges read.
  public int requests() {
    return requests;
  }

  /// Bytes of all ranges together.
  public long bytes() {
    return bytes;
  }
}
