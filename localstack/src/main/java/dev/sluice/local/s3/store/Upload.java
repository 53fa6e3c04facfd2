package dev.sluice.local.s3.store;

import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A multipart upload under way. A part is durable once it is in the list.
public final class Upload {
  private static final String RECORD = "upload.json";

  private final UploadRecord record;
  private final Path folder;
  private final Path data;
  private final TreeMap<Integer, Part> parts = new TreeMap<>();
  private boolean ended;
  private volatile boolean keyDeleted;

  Upload(UploadRecord record, Path folder, Path data) {
    this.record = record;
    this.folder = folder;
    this.data = data;
  }

  static Upload begin(UploadRecord record, Path folder, Path data) {
    Disk.createFolder(folder);
    Disk.write(folder.resolve(RECORD), Json.line(record));
    Disk.force(folder.getParent());
    return new Upload(record, folder, data);
  }

  /// The upload in a folder; nothing if it was being made or deleted.
  static Optional<Upload> load(Path folder, Path data) {
    Path file = folder.resolve(RECORD);
    if (!java.nio.file.Files.exists(file)) {
      return Optional.empty();
    }
    Upload upload = new Upload(Json.read(file, UploadRecord.class).value(), folder, data);
    for (Path part : Disk.list(folder)) {
      if (!part.equals(file) && !Disk.unfinished(part)) {
        Part loaded = Json.read(part, Part.class).value();
        upload.parts.put(loaded.number(), loaded);
      }
    }
    return Optional.of(upload);
  }

  public UploadRecord record() {
    return record;
  }

  public String id() {
    return record.uploadId();
  }

  public String key() {
    return record.attributes().key();
  }

  /// The algorithm of the parts' checksums, the default where the client named none.
  public ChecksumAlgorithm algorithm() {
    return record.algorithm().orElse(ChecksumAlgorithm.CRC64NVME);
  }

  /// Whether the key's object was deleted since this began.
  public boolean keyDeleted() {
    return keyDeleted;
  }

  void keyWasDeleted() {
    keyDeleted = true;
  }

  /// Its parts by their numbers.
  public synchronized List<Part> parts() {
    return new ArrayList<>(parts.values());
  }

  /// Adds a part or replaces that of the same number.
  ///
  /// @return false if the upload has ended meanwhile
  synchronized boolean add(Part part) {
    if (ended) {
      return false;
    }
    Disk.write(folder.resolve("%05d.json".formatted(part.number())), Json.line(part));
    Part before = parts.put(part.number(), part);
    if (before != null) {
      Disk.delete(data.resolve(before.file()));
    }
    return true;
  }

  /// Ends it.
  ///
  /// @return false if that has happened before
  synchronized boolean end() {
    boolean first = !ended;
    ended = true;
    return first;
  }

  /// Takes the end back: what was to end it failed.
  synchronized void goOn() {
    ended = false;
  }

  /// Makes it durable that there is no such upload any more.
  void forceEnd() {
    Disk.delete(folder.resolve(RECORD));
    Disk.force(folder);
  }

  /// Removes its records, and the parts' files unless an object has them now.
  synchronized void delete(List<Part> used) {
    Set<String> keep = used.stream().map(Part::file).collect(Collectors.toSet());
    for (Part part : parts.values()) {
      if (!keep.contains(part.file())) {
        Disk.delete(data.resolve(part.file()));
      }
    }
    Disk.deleteTree(folder);
  }
}
