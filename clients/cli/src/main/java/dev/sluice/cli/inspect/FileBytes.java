package dev.sluice.cli.inspect;

import dev.sluice.core.detect.ByteSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A file, read in ranges, and what was read of it. Failures are [UncheckedIOException]s.
final class FileBytes implements ByteSource, AutoCloseable {
  private final FileChannel channel;
  private final long size;
  private final List<ReadRange> ranges = new ArrayList<>();

  private FileBytes(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  static FileBytes open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new FileBytes(channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] read(long offset, int length) {
    byte[] bytes = new byte[length];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          throw new IOException("the file became shorter while it was read");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ranges.add(new ReadRange(offset, bytes));
    return bytes;
  }

  /// In the order of reading.
  List<ReadRange> ranges() {
    return List.copyOf(ranges);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
