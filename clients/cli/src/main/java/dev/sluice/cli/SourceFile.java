package dev.sluice.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/// The file being uploaded: opened once, read in ranges by several parts at a time, never held in
/// memory, and watched, so that what is stored is one state of it and not a mixture of two.
final class SourceFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final long size;
  private final FileTime modified;

  private SourceFile(Path path, FileChannel channel, BasicFileAttributes attributes) {
    this.path = path;
    this.channel = channel;
    this.size = attributes.size();
    this.modified = attributes.lastModifiedTime();
  }

  static SourceFile open(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new Failure("is a directory; name files, such as " + path.resolve("*"));
      }
      if (!attributes.isRegularFile()) {
        throw new Failure("is not a regular file; an upload's size must be known beforehand");
      }
      if (attributes.size() == 0) {
        throw new Failure("is empty; an upload has at least 1 byte");
      }
      return new SourceFile(path, FileChannel.open(path), attributes);
    } catch (NoSuchFileException e) {
      throw new Failure("no such file");
    } catch (IOException e) {
      throw Errors.failure(e);
    }
  }

  long size() {
    return size;
  }

  /// A body of exactly `length` bytes from `offset`, read as the network takes them.
  BodyPublisher range(long offset, long length) {
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> new Range(offset, offset + length)), length);
  }

  /// @throws Failure when the file is no longer what it was when opened
  void verifyUnchanged() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      if (now.size() != size || !now.lastModifiedTime().equals(modified)) {
        throw new Failure("the file changed while it was being uploaded; the upload is given up");
      }
    } catch (NoSuchFileException e) {
      throw new Failure("the file vanished while it was being uploaded; the upload is given up");
    } catch (IOException e) {
      throw Errors.failure(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a file that is only read has nothing to lose
    }
  }

  /// Positional reads: ranges of one channel don't disturb one another.
  private final class Range extends InputStream {
    private final long end;
    private long position;

    Range(long start, long end) {
      this.position = start;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (position >= end) {
        return -1;
      }
      int wanted = (int) Math.min(length, end - position);
      int count = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
      if (count < 0) {
        throw new IOException("the file ended early");
      }
      position += count;
      return count;
    }
  }
}
