package dev.sluice.contract;

import dev.sluice.contract.memory.MemoryOutbox;
import dev.sluice.contract.memory.MemoryUploadStore;
import dev.sluice.core.collection.CollectionName;
import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.collection.OnReject;
import dev.sluice.core.collection.Settings;
import dev.sluice.core.detect.ByteSource;
import dev.sluice.core.detect.Detector;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.media.MediaTypePattern;
import dev.sluice.core.upload.Judge;
import dev.sluice.core.upload.MultipartId;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.ObjectStore;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.StoredPart;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.verdict.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A store of one object, which is never the one that is read.
final class Restless implements ObjectStore {
  enum Mood {
    /// It is another one at each look.
    CHANGES,
    /// A look finds the one that a read did not.
    CONTRADICTS,
    /// It is another one, and somebody else has just judged it.
    IS_JUDGED_ELSEWHERE
  }

  private final MemoryUploadStore store = new MemoryUploadStore();
  private final Upload.Uploaded uploaded;
  private final Mood mood;
  private int reads;
  private int heads;

  Restless(Mood mood) {
    this.mood = mood;
    Upload.Pending pending = Uploading.pending(new Plan.Single());
    uploaded = pending.uploaded(Uploading.object(pending));
    store.create(pending);
    store.move(pending, uploaded);
  }

  MemoryUploadStore store() {
    return store;
  }

  Upload.Uploaded uploaded() {
    return uploaded;
  }

  int reads() {
    return reads;
  }

  String lastETag() {
    return "etag-" + heads;
  }

  Judge judge() {
    CollectionRules rules =
        new CollectionRules(
            new CollectionName("default"),
            List.of(MediaTypePattern.parse("*/*")),
            1 << 20,
            List.of(),
            OnReject.KEEP);
    MemoryOutbox outbox = new MemoryOutbox();
    return new Judge(
        new Settings(Map.of(rules.name(), rules), Map.of()),
        store,
        this,
        outbox,
        outbox,
        new Detector(),
        Clock.systemUTC());
  }

  @Override
  public Optional<StoredObject> head(ObjectKey key) {
    heads++;
    return switch (mood) {
      case CONTRADICTS -> Optional.of(uploaded.object());
      case CHANGES -> another(key);
      case IS_JUDGED_ELSEWHERE -> {
        Reason reason = new Reason(Reason.Code.DAMAGED, "somebody else found it damaged");
        store.judge(
            uploaded,
            uploaded.rejected(MediaType.OCTET_STREAM, reason, Uploading.now()),
            List.of());
        yield another(key);
      }
    };
  }

  private Optional<StoredObject> another(ObjectKey key) {
    return Optional.of(new StoredObject(key, lastETag(), uploaded.object().size()));
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
        reads++;
        throw new ObjectChanged(object);
      }
    };
  }

  @Override
  public MultipartId startMultipart(ObjectKey key, MediaType type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<List<StoredPart>> listParts(ObjectKey key, MultipartId multipartId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Completion completeMultipart(
      ObjectKey key, MultipartId multipartId, List<StoredPart> parts) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void abortMultipart(ObjectKey key, MultipartId multipartId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(ObjectKey key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void put(ObjectKey key, MediaType type, byte[] bytes) {
    throw new UnsupportedOperationException();
  }
}
