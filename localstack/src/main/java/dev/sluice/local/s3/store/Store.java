package dev.sluice.local.s3.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// All buckets of the account, a folder each:
///
/// ```
/// BUCKET/bucket.json            name and configuration
/// BUCKET/objects/ID.json        a version: a line of JSON, behind it the bytes if they are few
/// BUCKET/data/ID                bytes of an object or of a part, written once
/// BUCKET/uploads/ID/…           a multipart upload and its parts' records
/// ```
public final class Store {
  private static final String DELETED = ".deleted-";

  private final Path root;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new ConcurrentSkipListMap<>();

  public Store(Path root, InstantSource clock) {
    this.root = root;
    this.clock = clock;
    Disk.createFolder(root);
    for (Path folder : Disk.list(root)) {
      if (folder.getFileName().toString().startsWith(DELETED)) {
        Disk.deleteTree(folder);
      } else if (Files.exists(folder.resolve(Bucket.RECORD))) {
        Bucket bucket = Bucket.load(folder, clock);
        buckets.put(bucket.name(), bucket);
      }
    }
  }

  public Optional<Bucket> find(String name) {
    return Optional.ofNullable(buckets.get(name));
  }

  /// All, by name.
  public Collection<Bucket> buckets() {
    return List.copyOf(buckets.values());
  }

  /// The bucket of that name, made if there is none.
  public synchronized Bucket create(String name) {
    return buckets.computeIfAbsent(
        name, missing -> Bucket.create(root.resolve(missing), missing, clock));
  }

  /// Deletes an empty bucket.
  ///
  /// @return false if it is not empty
  public synchronized boolean delete(Bucket bucket) {
    if (!bucket.isEmpty()) {
      return false;
    }
    buckets.remove(bucket.name());
    Path gone = root.resolve(DELETED + Ids.file());
    try {
      Files.move(root.resolve(bucket.name()), gone, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Disk.force(root);
    Disk.deleteTree(gone);
    return true;
  }
}
