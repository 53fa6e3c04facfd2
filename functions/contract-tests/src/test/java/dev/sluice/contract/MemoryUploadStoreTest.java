package dev.sluice.contract;

import dev.sluice.contract.memory.MemoryUploadStore;
import dev.sluice.core.upload.UploadStore;

class MemoryUploadStoreTest extends UploadStoreContract {
  private final MemoryUploadStore store = new MemoryUploadStore();

  @Override
  protected UploadStore store() {
    return store;
  }
}
