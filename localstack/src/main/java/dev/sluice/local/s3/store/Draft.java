package dev.sluice.local.s3.store;

import dev.sluice.local.s3.checksum.Digester;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Bytes that were received and belong to nothing yet: a few in memory, more in a file.
public final class Draft implements AutoCloseable {
  /// Up to here the bytes stand in the file of their record: one file to force instead of two.
  static final int INLINE = 256 * 1024;

  private static final int BUFFER = 256 * 1024;

  private final Path folder;
  private final String file;
  private final byte[] inline;
  private final long size;
  private boolean taken;

  private Draft(Path folder, String file, byte[] inline, long size) {
    this.folder = folder;
    this.file = file;
    this.inline = inline;
    this.size = size;
  }

  /// Reads to the end, and tells every digester of all bytes.
  ///
  /// @param inline how many bytes may stay in memory
  static Draft receive(InputStream in, Path folder, int inline, List<Digester> digesters)
      throws IOException {
    byte[] head = in.readNBytes(inline);
    update(digesters, head, head.length);
    if (inline > 0 && head.length < inline) {
      return new Draft(folder, "", head, head.length);
    }
    String file = Ids.file();
    Path path = folder.resolve(file);
    long size;
    try (UncachedFile out = new UncachedFile(path)) {
      out.write(head, head.length);
      byte[] bytes = new byte[BUFFER];
      for (int count = in.readNBytes(bytes, 0, BUFFER);
          count > 0;
          count = in.readNBytes(bytes, 0, BUFFER)) {
        update(digesters, bytes, count);
        out.write(bytes, count);
      }
      size = out.finish();
    } catch (IOException | RuntimeException e) {
      Disk.delete(path);
      throw e;
    }
    return new Draft(folder, file, new byte[0], size);
  }

  public long size() {
    return size;
  }

  boolean isInline() {
    return file.isEmpty();
  }

  byte[] inline() {
    return inline;
  }

  String file() {
    return file;
  }

  /// Makes the bytes and their name durable. Bytes in memory are, with their record.
  public void force() {
    if (isInline()) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(file), StandardOpenOption.WRITE)) {
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Disk.force(folder);
  }

  void taken() {
    taken = true;
  }

  @Override
  public void close() {
    if (!taken && !isInline()) {
      Disk.delete(folder.resolve(file));
    }
  }

  private static void update(List<Digester> digesters, byte[] bytes, int length) {
    for (Digester digester : digesters) {
      digester.update(bytes, 0, length);
    }
  }
}
