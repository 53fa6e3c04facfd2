package dev.sluice.local.s3.store;

import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import dev.sluice.local.s3.checksum.ChecksumType;
import dev.sluice.local.s3.checksum.Digester;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/// A bucket: its configuration, the versions of its keys, and the uploads under way. Changes of a
/// key are made under the key's lock, conditions checked there hold.
public final class Bucket {
  static final String RECORD = "bucket.json";
  private static final int LOCKS = 256;

  private final Path folder;
  private final Path data;
  private final InstantSource clock;
  private final AtomicLong sequence;
  private final Index index;
  private final Uploads uploads;
  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
  private final Map<Class<?>, Read> read = new ConcurrentHashMap<>();
  private volatile BucketRecord record;

  private record Read(String text, Object value) {}

  private Bucket(Path folder, BucketRecord record, InstantSource clock) {
    this.folder = folder;
    this.record = record;
    this.clock = clock;
    this.data = folder.resolve("data");
    Disk.createFolder(data);
    this.index = new Index(folder.resolve("objects"), data);
    this.uploads = new Uploads(folder.resolve("uploads"), data);
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantLock();
    }
    index.load();
    uploads.load(index.uploadIds());
    this.sequence = new AtomicLong(Math.max(index.lastSequence(), clock.millis() << 12));
    index.deleteUnused(uploads);
  }

  static Bucket create(Path folder, String name, InstantSource clock) {
    Disk.createFolder(folder);
    BucketRecord record =
        new BucketRecord(name, clock.instant().truncatedTo(ChronoUnit.SECONDS), Map.of());
    Bucket bucket = new Bucket(folder, record, clock);
    Disk.write(folder.resolve(RECORD), Json.line(record));
    Disk.force(folder.getParent());
    return bucket;
  }

  static Bucket load(Path folder, InstantSource clock) {
    return new Bucket(folder, Json.read(folder.resolve(RECORD), BucketRecord.class).value(), clock);
  }

  public String name() {
    return record.name();
  }

  public Instant created() {
    return record.created();
  }

  public Optional<String> document(Configuration kind) {
    return Optional.ofNullable(record.documents().get(kind));
  }

  /// What a document says, read once for as long as it stands.
  ///
  /// @param type each has one reader
  public <T> Optional<T> document(
      Configuration kind, Class<T> type, Function<String, ? extends T> reader) {
    return document(kind)
        .map(
            text ->
                type.cast(
                    read.compute(
                            type,
                            (_, before) ->
                                before != null && before.text().equals(text)
                                    ? before
                                    : new Read(text, reader.apply(text)))
                        .value()));
  }

  /// Sets or removes a document.
  public synchronized void configure(Configuration kind, Optional<String> document) {
    Map<Configuration, String> documents = new EnumMap<>(Configuration.class);
    documents.putAll(record.documents());
    document.ifPresentOrElse(text -> documents.put(kind, text), () -> documents.remove(kind));
    BucketRecord changed = new BucketRecord(record.name(), record.created(), documents);
    Disk.write(folder.resolve(RECORD), Json.line(changed));
    record = changed;
  }

  public Versioning versioning() {
    return document(Configuration.VERSIONING).map(Versioning::valueOf).orElse(Versioning.NEVER);
  }

  public Uploads uploads() {
    return uploads;
  }

  /// Every key with its versions, the newest first.
  public NavigableMap<String, List<StoredVersion>> keys() {
    return index.keys();
  }

  /// The versions of a key, the newest first.
  public List<StoredVersion> history(String key) {
    return index.keys().getOrDefault(key, List.of());
  }

  /// The newest version, if that is no delete marker.
  public Optional<StoredVersion> current(String key) {
    return history(key).stream().findFirst().filter(it -> !it.version().deleteMarker());
  }

  public Optional<StoredVersion> version(String key, String versionId) {
    return history(key).stream()
        .filter(it -> it.version().versionId().equals(versionId))
        .findFirst();
  }

  /// Does something while nobody else changes the key.
  public <T> T exclusively(String key, Supplier<T> change) {
    ReentrantLock lock = locks[(key.hashCode() & 0x7fffffff) % LOCKS];
    lock.lock();
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }

  /// Takes the bytes of an object.
  public Draft receive(InputStream in, List<Digester> digesters) throws IOException {
    return Draft.receive(in, data, Draft.INLINE, digesters);
  }

  /// Takes the bytes of a part.
  public Draft receivePart(InputStream in, List<Digester> digesters) throws IOException {
    return Draft.receive(in, data, 0, digesters);
  }

  /// Adds an object as its key's newest version. The caller has forced the draft, and has the key
  /// exclusively.
  public StoredVersion add(ObjectVersion object, Draft draft) {
    if (draft.isInline()) {
      return commit(object, draft.inline());
    }
    Part part = new Part(1, draft.file(), draft.size(), object.eTag(), "", object.lastModified());
    StoredVersion stored = commit(withParts(object, List.of(part)), new byte[0]);
    draft.taken();
    return stored;
  }

  public Upload begin(
      Attributes attributes, Optional<ChecksumAlgorithm> algorithm, Optional<ChecksumType> type) {
    return uploads.begin(attributes, now(), sequence.incrementAndGet(), algorithm, type);
  }

  /// @return false if the upload has ended
  public boolean addPart(Upload upload, int number, Draft draft, String eTag, String checksum) {
    draft.force();
    boolean added = upload.add(new Part(number, draft.file(), draft.size(), eTag, checksum, now()));
    if (added) {
      draft.taken();
    }
    return added;
  }

  /// Makes an object of an upload's parts, without touching them. The caller has the key
  /// exclusively.
  ///
  /// @return nothing if the upload has ended meanwhile
  public Optional<StoredVersion> complete(Upload upload, ObjectVersion object) {
    if (!upload.end()) {
      return Optional.empty();
    }
    StoredVersion stored;
    try {
      stored = commit(object, new byte[0]);
    } catch (RuntimeException failed) {
      upload.goOn();
      throw failed;
    }
    uploads.forget(upload);
    // After a power cut the object's record tells that this upload is complete.
    upload.delete(object.parts());
    return Optional.of(stored);
  }

  /// @return false if the upload has ended before
  public boolean abort(Upload upload) {
    if (!upload.end()) {
      return false;
    }
    uploads.forget(upload);
    upload.forceEnd();
    upload.delete(List.of());
    return true;
  }

  /// Adds a delete marker. The caller has the key exclusively.
  public StoredVersion addDeleteMarker(String key) {
    StoredVersion marker = commit(ObjectVersion.deleteMarker(key), new byte[0]);
    uploads.keyDeleted(key);
    return marker;
  }

  /// Removes a version for good. The caller has the key exclusively.
  public void remove(StoredVersion version) {
    index.remove(version);
    uploads.keyDeleted(version.version().key());
  }

  /// Puts other tags on a version. The caller has the key exclusively.
  public void tag(StoredVersion version, Map<String, String> tags) {
    index.replace(version, version.version().withTags(tags));
  }

  boolean isEmpty() {
    return index.keys().isEmpty();
  }

  /// Numbers ascend over restarts, too, as sequencers of events have to.
  public long nextSequence() {
    return sequence.incrementAndGet();
  }

  private StoredVersion commit(ObjectVersion object, byte[] inline) {
    String id = versioning() == Versioning.ENABLED ? Ids.version() : ObjectVersion.NULL;
    return index.add(object.stored(id, sequence.incrementAndGet(), now()), inline);
  }

  /// To the second, as S3's times are.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static ObjectVersion withParts(ObjectVersion object, List<Part> parts) {
    return new ObjectVersion(
        object.key(),
        object.versionId(),
        object.sequence(),
        object.lastModified(),
        object.deleteMarker(),
        object.size(),
        object.eTag(),
        object.checksum(),
        object.headers(),
        object.metadata(),
        object.tags(),
        object.storageClass(),
        parts,
        object.uploadId());
  }
}
