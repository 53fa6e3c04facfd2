package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.DynamoUploadStore;
import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.Transition;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadId;
import dev.sluice.core.upload.UploadStore;
import dev.sluice.core.upload.UploadWithTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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

  @Test
  void a_record_that_nobody_completes_or_that_has_ended_is_removed_and_no_other() {
    Upload.Pending pending = Uploading.pending(new Plan.Single());
    store.create(pending);
    assertThat(removedAt(pending.id())).isEqualTo(kept(pending.expiresAt()));

    Upload.Uploaded uploaded = pending.uploaded(Uploading.object(pending));
    assertThat(store.move(pending, uploaded)).isEqualTo(new Transition.Applied());
    assertThat(removedAt(pending.id())).isNull();

    Upload.Pending second = Uploading.pending(new Plan.Single());
    store.create(second);
    Instant ended = Uploading.now();
    assertThat(store.move(second, second.aborted(ended))).isEqualTo(new Transition.Applied());
    assertThat(removedAt(second.id())).isEqualTo(kept(ended));
  }

  /// A task has no `ttl` of its own: none may be left once its upload's record has one.
  @Test
  void of_a_deleted_upload_only_the_record_is_left_and_that_is_removed() {
    Upload.Pending pending = Uploading.pending(new Plan.Single());
    store.create(pending);
    Upload.Uploaded uploaded = pending.uploaded(Uploading.object(pending));
    Instant now = Uploading.now();
    Upload.Ready ready = uploaded.ready(MediaType.parse("image/png"), now, true);
    List<Task.Queued> tasks = List.of(new Task.Queued(ready.id(), new ProcessorName("digest")));
    store.move(pending, uploaded);
    store.judge(uploaded, ready, tasks);

    store.delete(new UploadWithTasks(ready, List.copyOf(tasks)), ready.deleted(now));
    store.finish(tasks.getFirst(), tasks.getFirst().done(Map.of()));

    assertThat(removedAt(ready.id())).isEqualTo(kept(now));
    assertThat(store.findWithTasks(ready.id()).orElseThrow().tasks()).isEmpty();
  }

  private static Instant kept(Instant end) {
    return end.plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
  }

  /// When the table's TTL removes the item, or null if it does not.
  private static @Nullable Instant removedAt(UploadId id) {
    AttributeValue ttl =
        backend
            .clients()
            .dynamoDb()
            .getItem(
                get ->
                    get.tableName(backend.table())
                        .consistentRead(true)
                        .key(
                            Map.of(
                                "pk", AttributeValue.fromS("UP#" + id),
                                "sk", AttributeValue.fromS("UP"))))
            .item()
            .get("ttl");
    return ttl == null ? null : Instant.ofEpochSecond(Long.parseLong(ttl.n()));
  }

  @Override
  protected UploadStore store() {
    return store;
  }
}
