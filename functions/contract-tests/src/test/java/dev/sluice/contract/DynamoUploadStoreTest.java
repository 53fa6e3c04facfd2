package dev.sluice.contract;

import dev.sluice.aws.DynamoUploadStore;
import dev.sluice.core.upload.UploadStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DynamoUploadStoreTest extends UploadStoreContract {
  private static EmbeddedBackend backend;
  private static UploadStore store;

  @BeforeAll
  static void start(@TempDir Path code) throws IOException {
    FunctionFolders.make(code);
    backend = new EmbeddedBackend(code);
    store = new DynamoUploadStore(backend.clients().dynamoDb(), backend.table());
  }

  @AfterAll
  static void stop() {
    if (backend != null) {
      backend.close();
    }
  }

  @Override
  protected UploadStore store() {
    return store;
  }
}
