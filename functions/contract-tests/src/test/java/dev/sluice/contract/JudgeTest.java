package dev.sluice.contract;

import static dev.sluice.contract.Pipeline.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.collection.CollectionName;
import dev.sluice.core.upload.Declaration;
import dev.sluice.core.upload.NewUpload;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.Refusal;
import dev.sluice.core.upload.Refused;
import dev.sluice.core.upload.State;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.Uploads;
import dev.sluice.core.verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What was judged is what is there: an object that changes or goes away meanwhile, and bytes that
/// come when nobody waits for them any more.
class JudgeTest {
  private static final byte[] TEXT = "This is text.\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] UNKNOWN = {1, 2, 3, 4, 5};

  private final Pipeline pipeline = new Pipeline();

  @Test
  void an_object_that_was_replaced_is_judged_as_what_it_is_now() {
    Upload.Pending upload = pipeline.sent("a.txt", TEXT, "text/plain");
    StoredObject stored = pipeline.objects.head(upload.declaration().key()).orElseThrow();

    pipeline.judge.objectCreated(stale(upload));

    assertThat(pipeline.store.find(upload.id()))
        .get()
        .isInstanceOfSatisfying(
            Upload.Ready.class, ready -> assertThat(ready.object()).isEqualTo(stored));
    assertThat(pipeline.outbox.announced()).containsExactly("ready " + upload.id());
  }

  @Test
  void a_client_that_completes_hears_of_the_object_that_is_there_now() {
    Upload.Pending upload = pipeline.sent("a.txt", TEXT, "text/plain");
    pipeline.store.move(upload, upload.uploaded(stale(upload)));

    assertThat(pipeline.uploads.complete(ACME, upload.id()).upload().state())
        .isEqualTo(State.READY);
  }

  @Test
  void an_object_that_is_another_one_each_time_is_left_to_the_next_event() {
    Restless objects = new Restless(Restless.Mood.CHANGES);
    Upload.Uploaded uploaded = objects.uploaded();

    assertThatThrownBy(() -> objects.judge().objectCreated(uploaded.object()))
        .isInstanceOf(ObjectChanged.class);

    assertThat(objects.reads()).isEqualTo(3);
    assertThat(objects.store().find(uploaded.id()))
        .get()
        .isInstanceOfSatisfying(
            Upload.Uploaded.class,
            it -> assertThat(it.object().eTag()).isEqualTo(objects.lastETag()));
  }

  @Test
  void a_read_that_finds_another_object_than_its_head_is_tried_again_and_not_for_ever() {
    Restless objects = new Restless(Restless.Mood.CONTRADICTS);
    Upload.Uploaded uploaded = objects.uploaded();

    assertThatThrownBy(() -> objects.judge().objectCreated(uploaded.object()))
        .isInstanceOf(ObjectChanged.class);

    assertThat(objects.reads()).isEqualTo(3);
    assertThat(objects.store().find(uploaded.id())).contains(uploaded);
  }

  @Test
  void a_verdict_that_somebody_else_gives_meanwhile_stands() {
    Restless objects = new Restless(Restless.Mood.IS_JUDGED_ELSEWHERE);
    Upload.Uploaded uploaded = objects.uploaded();

    objects.judge().objectCreated(uploaded.object());

    assertThat(objects.reads()).isEqualTo(1);
    assertThat(objects.store().find(uploaded.id())).get().isInstanceOf(Upload.Rejected.class);
  }

  @Test
  void an_upload_whose_object_is_gone_is_EXPIRED() {
    Upload.Pending upload = pipeline.create("a.txt", TEXT.length, "text/plain").upload();

    pipeline.judge.objectCreated(stale(upload));

    assertThat(pipeline.store.find(upload.id())).get().isInstanceOf(Upload.Expired.class);
    assertThat(pipeline.outbox.announced()).isEmpty();
  }

  @Test
  void completing_an_upload_whose_object_is_gone_is_refused() {
    Upload.Pending upload = pipeline.create("a.txt", TEXT.length, "text/plain").upload();
    pipeline.store.move(upload, upload.uploaded(stale(upload)));

    assertThatThrownBy(() -> pipeline.uploads.complete(ACME, upload.id()))
        .isInstanceOfSatisfying(
            Refused.class,
            it ->
                assertThat(it.refusal())
                    .isEqualTo(new Refusal.WrongState(State.EXPIRED, "complete")));
  }

  @Test
  void bytes_that_come_after_a_rejection_are_removed_as_the_first_ones_were() {
    Upload.Pending upload = pipeline.sent("a.pdf", TEXT, "application/pdf");
    pipeline.uploads.complete(ACME, upload.id());
    Upload rejected = pipeline.store.find(upload.id()).orElseThrow();
    assertThat(pipeline.objects.putObject(upload.declaration().key(), TEXT)).isTrue();

    pipeline.judge.objectCreated(pipeline.objects.head(upload.declaration().key()).orElseThrow());

    assertThat(pipeline.objects.keys()).isEmpty();
    assertThat(pipeline.store.find(upload.id())).contains(rejected);
    assertThat(pipeline.outbox.announced()).containsExactly("rejected " + upload.id());
  }

  @Test
  void what_a_collection_keeps_stays_when_its_event_comes_after_the_verdict() {
    Upload.Pending upload = sentTo("kept", "a.pdf", TEXT, Optional.of("application/pdf"));
    pipeline.uploads.complete(ACME, upload.id());

    pipeline.judge.objectCreated(pipeline.objects.head(upload.declaration().key()).orElseThrow());

    assertThat(pipeline.objects.keys()).containsExactly(upload.declaration().key().value());
  }

  @Test
  void what_can_not_be_named_is_REJECTED_as_undetermined_unless_the_collection_takes_anything() {
    Upload.Pending named = pipeline.sent("a.png", UNKNOWN, "image/png");
    Upload.Pending unnamed = sentTo("any", "a.own", UNKNOWN, Optional.empty());

    assertThat(pipeline.uploads.complete(ACME, named.id()).upload())
        .isInstanceOfSatisfying(
            Upload.Rejected.class,
            it -> assertThat(it.reason().code()).isEqualTo(Reason.Code.UNDETERMINED));
    assertThat(pipeline.uploads.complete(ACME, unnamed.id()).upload().state())
        .isEqualTo(State.READY);
  }

  /// Its collection was taken out of sluice.yaml between its plan and its bytes.
  @Test
  void an_upload_whose_collection_is_gone_waits_for_it_to_come_back_or_to_be_deleted() {
    Declaration of = pipeline.create("a.txt", TEXT.length, "text/plain").upload().declaration();
    Declaration declaration =
        new Declaration(
            Uploading.newId(),
            ACME,
            new CollectionName("retired"),
            of.fileName(),
            of.size(),
            of.declaredType(),
            Optional.empty(),
            of.createdAt());
    Upload.Pending upload =
        new Upload.Pending(
            declaration, 1, new Plan.Single(), of.createdAt().plus(Uploads.LIFETIME));
    pipeline.store.create(upload);
    pipeline.objects.putObject(declaration.key(), TEXT);
    StoredObject object = pipeline.objects.head(declaration.key()).orElseThrow();

    assertThatThrownBy(() -> pipeline.judge.objectCreated(object))
        .isInstanceOfSatisfying(
            Refused.class,
            it -> assertThat(it.refusal()).isInstanceOf(Refusal.UnknownCollection.class));
    assertThat(pipeline.store.find(upload.id())).get().isInstanceOf(Upload.Uploaded.class);
    assertThat(pipeline.objects.head(declaration.key())).contains(object);

    pipeline.uploads.delete(ACME, upload.id());

    assertThat(pipeline.store.find(upload.id())).get().isInstanceOf(Upload.Deleted.class);
    assertThat(pipeline.objects.keys()).isEmpty();
  }

  @Test
  void what_the_scanner_has_not_answered_may_be_deleted_and_its_answer_comes_too_late() {
    Upload.Pending upload = sentTo("scanned", "a.txt", TEXT, Optional.of("text/plain"));
    Upload.Scanning scanning =
        (Upload.Scanning) pipeline.uploads.complete(ACME, upload.id()).upload();

    pipeline.uploads.delete(ACME, upload.id());

    assertThatThrownBy(() -> pipeline.judge.clean(scanning)).isInstanceOf(Refused.class);
    assertThat(pipeline.store.find(upload.id())).get().isInstanceOf(Upload.Deleted.class);
    assertThat(pipeline.objects.keys()).isEmpty();
    assertThat(pipeline.outbox.announced()).isEmpty();
  }

  private Upload.Pending sentTo(
      String collection, String fileName, byte[] bytes, Optional<String> type) {
    Upload.Pending upload =
        pipeline
            .uploads
            .create(
                ACME,
                new NewUpload(
                    Optional.of(collection), fileName, bytes.length, type, Optional.empty()))
            .upload();
    pipeline.objects.putObject(upload.declaration().key(), bytes);
    return upload;
  }

  /// The upload's object as it was before.
  private static StoredObject stale(Upload upload) {
    return new StoredObject(upload.declaration().key(), "etag-before", upload.declaration().size());
  }
}
