package dev.sluice.contract.memory;

import dev.sluice.core.detect.ByteSource;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.upload.MultipartId;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.ObjectStore;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.StoredPart;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// An [ObjectStore] in memory. What clients do by presigned URL, tests do by [#putObject] and
/// [#putPart].
public final class MemoryObjectStore implements ObjectStore {
  private static final class Bytes {
    private final byte[] bytes;
    private final String eTag;

    Bytes(byte[] bytes, String eTag) {
      this.bytes = bytes;
      this.eTag = eTag;
    }
  }

  private record Unfinished(ObjectKey key, TreeMap<Integer, Bytes> parts) {}

  private final Map<ObjectKey, Bytes> objects = new HashMap<>();
  private final Map<MultipartId, Unfinished> unfinished = new HashMap<>();
  private final Map<MultipartId, StoredObject> completed = new HashMap<>();
  private long writes;

  /// What a client's PUT does; create-only, as it is signed.
  ///
  /// @return whether it was written
  public synchronized boolean putObject(ObjectKey key, byte[] bytes) {
    return objects.putIfAbsent(key, stored(bytes)) == null;
  }

  /// What a client's PUT of a part does.
  ///
  /// @return whether there is such a multipart upload
  public synchronized boolean putPart(MultipartId id, int number, byte[] bytes) {
    Unfinished upload = unfinished.get(id);
    if (upload == null) {
      return false;
    }
    upload.parts.put(number, stored(bytes));
    return true;
  }

  @Override
  public synchronized Optional<StoredObject> head(ObjectKey key) {
    return Optional.ofNullable(objects.get(key))
        .map(object -> new StoredObject(key, object.eTag, object.bytes.length));
  }

  @Override
  public ByteSource open(StoredObject object) {
    return new ByteSource() {
      @Override
      public long size() {
        return object.size();
      }

      @Override
      public byte[] read(long offset, int length) {
        return range(object, Math.toIntExact(offset), length);
      }
    };
  }

  private synchronized byte[] range(StoredObject object, int offset, int length) {
    Bytes stored = objects.get(object.key());
    if (stored == null || !stored.eTag.equals(object.eTag())) {
      throw new ObjectChanged(object);
    }
    return Arrays.copyOfRange(stored.bytes, offset, offset + length);
  }

  @Override
  public synchronized MultipartId startMultipart(ObjectKey key, MediaType type) {
    MultipartId id = new MultipartId("multipart-" + ++writes);
    unfinished.put(id, new Unfinished(key, new TreeMap<>()));
    return id;
  }

  @Override
  public synchronized Optional<List<StoredPart>> listParts(ObjectKey key, MultipartId id) {
    return Optional.ofNullable(unfinished.get(id))
        .map(
            upload ->
                upload.parts.entrySet().stream()
                    .map(
                        part ->
                            new StoredPart(
                                part.getKey(),
                                '"' + part.getValue().eTag + '"',
                                part.getValue().bytes.length))
                    .toList());
  }

  @Override
  public synchronized Completion completeMultipart(
      ObjectKey key, MultipartId id, List<StoredPart> parts) {
    StoredObject before = completed.get(id);
    if (before != null) {
      return new Completion.Completed(before);
    }
    Unfinished upload = unfinished.get(id);
    if (upload == null || objects.containsKey(key)) {
      return new Completion.Gone();
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (StoredPart part : parts) {
      whole.writeBytes(upload.parts.getOrDefault(part.number(), stored(new byte[0])).bytes);
    }
    unfinished.remove(id);
    objects.put(key, stored(whole.toByteArray()));
    StoredObject object = head(key).orElseThrow();
    completed.put(id, object);
    return new Completion.Completed(object);
  }

  @Override
  public synchronized void abortMultipart(ObjectKey key, MultipartId id) {
    unfinished.remove(id);
  }

  @Override
  public synchronized void delete(ObjectKey key) {
    objects.remove(key);
  }

  @Override
  public synchronized void put(ObjectKey key, MediaType type, byte[] bytes) {
    objects.put(key, stored(bytes));
  }

  /// The keys of everything that lies here, unfinished multipart uploads included.
  public synchronized Set<String> keys() {
    Set<String> keys =
        objects.keySet().stream()
            .map(ObjectKey::value)
            .collect(Collectors.toCollection(TreeSet::new));
    unfinished.values().forEach(upload -> keys.add(upload.key.value()));
    return keys;
  }

  private Bytes stored(byte[] bytes) {
    return new Bytes(bytes.clone(), "etag-" + ++writes);
  }
}
