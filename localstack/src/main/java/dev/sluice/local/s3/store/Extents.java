package dev.sluice.local.s3.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stretches of files, read one behind the other; a file is open only while it is read.
final class Extents extends InputStream {
  record Extent(Path file, long from, long length) {}

  private final Deque<Extent> waiting;
  private @Nullable FileChannel channel;
  private long position;
  private long left;

  Extents(List<Extent> extents) {
    waiting = new ArrayDeque<>(extents);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (left == 0) {
      if (waiting.isEmpty()) {
        return -1;
      }
      next(waiting.remove());
    }
    FileChannel current = channel;
    int wanted = (int) Math.min(left, length);
    int count =
        current == null ? -1 : current.read(ByteBuffer.wrap(bytes, offset, wanted), position);
    if (count < 0) {
      throw new IOException("a file of the object is shorter than it was");
    }
    position += count;
    left -= count;
    return count;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  private void next(Extent extent) throws IOException {
    close();
    channel = FileChannel.open(extent.file(), StandardOpenOption.READ);
    position = extent.from();
    left = extent.length();
  }
}
