package dev.sluice.contract.memory;

import dev.sluice.core.detect.ByteSource;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.upload.MultipartId;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.ObjectStore;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.StoredPart;
import java.util.List;
import java.util.Optional;

/// Hands every call on, so that a test overrides the one that is to fail, or to be late.
public class ForwardingObjectStore implements ObjectStore {
  private final ObjectStore store;

  public ForwardingObjectStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Optional<StoredObject> head(ObjectKey key) {
    return store.head(key);
  }

  @Override
  public ByteSource open(StoredObject object) {
    return store.open(object);
  }

  @Override
  public MultipartId startMultipart(ObjectKey key, MediaType type) {
    return store.startMultipart(key, type);
  }

  @Override
  public Optional<List<StoredPart>> listParts(ObjectKey key, MultipartId id) {
    return store.listParts(key, id);
  }

  @Override
  public Completion completeMultipart(ObjectKey key, MultipartId id, List<StoredPart> parts) {
    return store.completeMultipart(key, id, parts);
  }

  @Override
  public void abortMultipart(ObjectKey key, MultipartId id) {
    store.abortMultipart(key, id);
  }

  @Override
  public void delete(ObjectKey key) {
    store.delete(key);
  }

  @Override
  public void put(ObjectKey key, MediaType type, byte[] bytes) {
    store.put(key, type, bytes);
  }
}
