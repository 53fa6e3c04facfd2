package dev.sluice.local.s3.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/// A bucket's versions in the order of their keys, in memory, from one file each.
final class Index {
  private static final Comparator<StoredVersion> NEWEST_FIRST =
      Comparator.comparingLong((StoredVersion it) -> it.version().sequence()).reversed();

  private final Path records;
  private final Path data;
  private final ConcurrentSkipListMap<String, List<StoredVersion>> keys =
      new ConcurrentSkipListMap<>(KeyOrder.BY_BYTES);

  Index(Path records, Path data) {
    this.records = records;
    this.data = data;
    Disk.createFolder(records);
  }

  NavigableMap<String, List<StoredVersion>> keys() {
    return keys;
  }

  void load() {
    for (Path file : Disk.list(records)) {
      if (Disk.unfinished(file)) {
        Disk.delete(file);
        continue;
      }
      Json.Head<ObjectVersion> head = Json.read(file, ObjectVersion.class);
      StoredVersion stored = new StoredVersion(head.value(), file, data, head.end());
      keys.merge(head.value().key(), List.of(stored), Index::joined);
    }
    keys.replaceAll((_, versions) -> withoutReplaced(versions));
  }

  StoredVersion add(ObjectVersion version, byte[] inline) {
    Path file = records.resolve(Ids.file() + ".json");
    StoredVersion stored = write(file, version, ByteBuffer.wrap(inline));
    List<StoredVersion> before = keys.getOrDefault(version.key(), List.of());
    List<StoredVersion> after = new ArrayList<>();
    after.add(stored);
    List<StoredVersion> replaced = new ArrayList<>();
    for (StoredVersion one : before) {
      boolean gone = version.isNull() && one.version().isNull();
      (gone ? replaced : after).add(one);
    }
    keys.put(version.key(), List.copyOf(after));
    replaced.forEach(one -> one.remove(false));
    return stored;
  }

  void remove(StoredVersion version) {
    Disk.delete(version.record());
    Disk.force(records);
    String key = version.version().key();
    List<StoredVersion> left =
        keys.getOrDefault(key, List.of()).stream().filter(it -> it != version).toList();
    if (left.isEmpty()) {
      keys.remove(key);
    } else {
      keys.put(key, left);
    }
    version.remove(false);
  }

  /// Writes a version's record anew. Who reads the bytes behind the old one goes on to do so from
  /// the file that is still open, or finds the same ones in the new.
  void replace(StoredVersion before, ObjectVersion version) {
    byte[] inline = version.parts().isEmpty() ? inline(before) : new byte[0];
    Path file = records.resolve(Ids.file() + ".json");
    StoredVersion stored = write(file, version, ByteBuffer.wrap(inline));
    keys.computeIfPresent(
        version.key(),
        (_, versions) -> versions.stream().map(it -> it == before ? stored : it).toList());
    if (version.parts().isEmpty()) {
      before.remove(false);
    } else {
      before.remove(true);
      Disk.delete(before.record());
    }
  }

  Set<String> uploadIds() {
    Set<String> ids = new HashSet<>();
    keys.values()
        .forEach(versions -> versions.forEach(it -> it.version().uploadId().ifPresent(ids::add)));
    return ids;
  }

  long lastSequence() {
    return keys.values().stream()
        .flatMap(List::stream)
        .mapToLong(it -> it.version().sequence())
        .max()
        .orElse(0);
  }

  /// Deletes files that a stop in the middle of a request left behind.
  void deleteUnused(Uploads uploads) {
    Set<String> used = new HashSet<>();
    keys.values()
        .forEach(
            versions ->
                versions.forEach(
                    it -> it.version().parts().forEach(part -> used.add(part.file()))));
    uploads.unordered().forEach(it -> it.parts().forEach(part -> used.add(part.file())));
    for (Path file : Disk.list(data)) {
      if (!used.contains(file.getFileName().toString())) {
        Disk.delete(file);
      }
    }
  }

  private StoredVersion write(Path file, ObjectVersion version, ByteBuffer inline) {
    ByteBuffer line = Json.line(version);
    long start = line.remaining();
    Disk.write(file, line, inline);
    return new StoredVersion(version, file, data, start);
  }

  private static byte[] inline(StoredVersion version) {
    ByteBuffer bytes = ByteBuffer.allocate((int) version.version().size());
    try (FileChannel channel = FileChannel.open(version.record(), StandardOpenOption.READ)) {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, version.inlineStart() + bytes.position()) < 0) {
          throw new IOException(version.record() + " is shorter than it was");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.array();
  }

  private static List<StoredVersion> joined(List<StoredVersion> some, List<StoredVersion> more) {
    List<StoredVersion> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /// Of two records of one version id, the older was being replaced.
  private static List<StoredVersion> withoutReplaced(List<StoredVersion> versions) {
    Set<String> seen = new HashSet<>();
    List<StoredVersion> kept = new ArrayList<>();
    for (StoredVersion one : versions.stream().sorted(NEWEST_FIRST).toList()) {
      if (seen.add(one.version().versionId())) {
        kept.add(one);
      } else {
        Disk.delete(one.record());
      }
    }
    return List.copyOf(kept);
  }
}
