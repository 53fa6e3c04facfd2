package dev.sluice.local.s3.store;

import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import dev.sluice.local.s3.checksum.ChecksumType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A bucket's multipart uploads under way.
public final class Uploads {
  private final Path folder;
  private final Path data;
  private final Map<String, Upload> byId = new ConcurrentHashMap<>();

  Uploads(Path folder, Path data) {
    this.folder = folder;
    this.data = data;
    Disk.createFolder(folder);
  }

  /// Finds what was under way; what is complete already is removed.
  void load(java.util.Set<String> completed) {
    for (Path one : Disk.list(folder)) {
      Optional<Upload> upload = Upload.load(one, data);
      if (upload.isEmpty() || completed.contains(upload.get().id())) {
        Disk.deleteTree(one);
      } else {
        byId.put(upload.get().id(), upload.get());
      }
    }
  }

  Upload begin(
      Attributes attributes,
      Instant now,
      long sequence,
      Optional<ChecksumAlgorithm> algorithm,
      Optional<ChecksumType> type) {
    String id = Ids.upload();
    UploadRecord record = new UploadRecord(id, attributes, now, sequence, algorithm, type);
    Upload upload = Upload.begin(record, folder.resolve(id), data);
    byId.put(id, upload);
    return upload;
  }

  /// The upload of this id and key.
  public Optional<Upload> find(String id, String key) {
    return Optional.ofNullable(byId.get(id)).filter(upload -> upload.key().equals(key));
  }

  /// All, by key and then by their start.
  public List<Upload> all() {
    return byId.values().stream()
        .sorted(
            Comparator.comparing(Upload::key, KeyOrder.BY_BYTES)
                .thenComparingLong(upload -> upload.record().sequence())
                .thenComparing(Upload::id))
        .toList();
  }

  Collection<Upload> unordered() {
    return byId.values();
  }

  void forget(Upload upload) {
    byId.remove(upload.id());
  }

  void keyDeleted(String key) {
    for (Upload upload : byId.values()) {
      if (upload.key().equals(key)) {
        upload.keyWasDeleted();
      }
    }
  }
}
