package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.memory.MemoryObjectStore;
import dev.sluice.core.upload.MultipartId;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.ObjectStore;

class MemoryObjectStoreTest extends ObjectStoreContract {
  private final MemoryObjectStore store = new MemoryObjectStore();

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected void putPart(ObjectKey key, MultipartId id, int number, byte[] bytes) {
    assertThat(store.putPart(id, number, bytes)).isTrue();
  }
}
