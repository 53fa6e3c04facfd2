package dev.sluice.contract;

import dev.sluice.aws.S3ObjectStore;
import dev.sluice.core.upload.MultipartId;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectStoreTest extends ObjectStoreContract {
  private static EmbeddedBackend backend;
  private static S3Client s3;
  private static ObjectStore store;

  @BeforeAll
  static void start(@TempDir Path code) throws IOException {
    FunctionFolders.make(code);
    backend = new EmbeddedBackend(code);
    s3 = backend.clients().s3();
    store = new S3ObjectStore(s3, backend.bucket());
  }

  @AfterAll
  static void stop() {
    if (backend != null) {
      backend.close();
    }
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected void putPart(ObjectKey key, MultipartId id, int number, byte[] bytes) {
    s3.uploadPart(
        part ->
            part.bucket(backend.bucket()).key(key.value()).uploadId(id.value()).partNumber(number),
        RequestBody.fromBytes(bytes));
  }
}
