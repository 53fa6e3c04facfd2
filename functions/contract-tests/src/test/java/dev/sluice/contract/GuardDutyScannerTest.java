package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aws.GuardDutyScanner;
import dev.sluice.aws.S3ObjectStore;
import dev.sluice.core.scan.Opinion;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/// Tags on an S3 that has them; GuardDuty itself is on AWS only.
class GuardDutyScannerTest {
  private static final ObjectKey KEY = Uploading.pending(new Plan.Single()).declaration().key();

  private static EmbeddedBackend backend;
  private static S3Client s3;
  private static StoredObject object;

  @BeforeAll
  static void start(@TempDir Path code) throws IOException {
    FunctionFolders.make(code);
    backend = new EmbeddedBackend(code);
    s3 = backend.clients().s3();
    s3.putObject(
        put -> put.bucket(backend.bucket()).key(KEY.value()), RequestBody.fromString("bytes"));
    object = new S3ObjectStore(s3, backend.bucket()).head(KEY).orElseThrow();
  }

  @AfterAll
  static void stop() {
    if (backend != null) {
      backend.close();
    }
  }

  /// GuardDuty user guide, "S3 object potential scan status and result status".
  @ParameterizedTest
  @CsvSource({
    "NO_THREATS_FOUND, Clean",
    "THREATS_FOUND, Infected",
    "UNSUPPORTED, Unfit",
    "ACCESS_DENIED, NotYet",
    "FAILED, NotYet",
    "SOMETHING_NEW, NotYet",
  })
  void its_tag_is_an_opinion(String status, String opinion) {
    tag("GuardDutyMalwareScanStatus", status);

    assertThat(ask(object).getClass().getSimpleName()).isEqualTo(opinion);
  }

  @Test
  void without_its_tag_it_has_not_answered() {
    tag("NO_THREATS_FOUND", "GuardDutyMalwareScanStatus");

    assertThat(ask(object)).isInstanceOf(Opinion.NotYet.class);
  }

  @Test
  void an_object_that_is_gone_is_not_judged() {
    StoredObject gone = new StoredObject(new ObjectKey(KEY.value() + "x"), "etag", 5);

    assertThatThrownBy(() -> ask(gone)).isInstanceOf(ObjectChanged.class);
  }

  private static Opinion ask(StoredObject asked) {
    return new GuardDutyScanner(s3, backend.bucket()).ask(asked);
  }

  private static void tag(String key, String value) {
    Tag tag = Tag.builder().key(key).value(value).build();
    s3.putObjectTagging(
        put -> put.bucket(backend.bucket()).key(KEY.value()).tagging(tags -> tags.tagSet(tag)));
  }
}
