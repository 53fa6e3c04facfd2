package dev.sluice.local.s3.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A version with its files. Who reads it holds it; files of a version that was deleted go when the
/// last reader lets go.
public final class StoredVersion {
  private static final int BUFFER = 128 * 1024;

  private final ObjectVersion version;
  private final Path record;
  private final Path data;
  private final long inlineStart;
  private int readers;
  private boolean removed;
  private boolean keepData;

  StoredVersion(ObjectVersion version, Path record, Path data, long inlineStart) {
    this.version = version;
    this.record = record;
    this.data = data;
    this.inlineStart = inlineStart;
  }

  public ObjectVersion version() {
    return version;
  }

  Path record() {
    return record;
  }

  long inlineStart() {
    return inlineStart;
  }

  /// Keeps the files while they are read.
  ///
  /// @return false if they are gone already
  public synchronized boolean hold() {
    if (removed && readers == 0) {
      return false;
    }
    readers++;
    return true;
  }

  public synchronized void release() {
    readers--;
    if (removed && readers == 0) {
      deleteFiles();
    }
  }

  /// The record is gone or replaced; `keep` if another record has the data now.
  synchronized void remove(boolean keep) {
    removed = true;
    keepData = keep;
    if (readers == 0) {
      deleteFiles();
    }
  }

  /// Bytes of the object; the caller holds this.
  public InputStream open(long from, long length) {
    return new Extents(extents(from, length));
  }

  /// Writes bytes of the object; the caller holds this.
  public void transfer(long from, long length, OutputStream out) throws IOException {
    byte[] bytes = new byte[(int) Math.min(BUFFER, Math.max(length, 1))];
    try (InputStream in = open(from, length)) {
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        out.write(bytes, 0, count);
      }
    }
  }

  private List<Extents.Extent> extents(long from, long length) {
    if (version.parts().isEmpty()) {
      return List.of(new Extents.Extent(record, inlineStart + from, length));
    }
    List<Extents.Extent> extents = new ArrayList<>();
    long start = 0;
    for (Part part : version.parts()) {
      long first = Math.max(from, start);
      long last = Math.min(from + length, start + part.size());
      if (first < last) {
        extents.add(new Extents.Extent(data.resolve(part.file()), first - start, last - first));
      }
      start += part.size();
    }
    return extents;
  }

  private void deleteFiles() {
    if (!keepData) {
      Disk.delete(record);
      version.parts().forEach(part -> Disk.delete(data.resolve(part.file())));
    }
  }
}
