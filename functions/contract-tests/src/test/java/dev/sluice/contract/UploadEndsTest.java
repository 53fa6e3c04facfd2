package dev.sluice.contract;

import static dev.sluice.contract.Pipeline.ACME;
import static dev.sluice.contract.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.contract.memory.ForwardingUploadStore;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.Refusal;
import dev.sluice.core.upload.State;
import dev.sluice.core.upload.Transition;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.Uploads;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// How uploads end that nobody wants any more: aborted, expired, deleted.
class UploadEndsTest {
  private static final byte[] TEXT =
      "All bytes of this file are text.\n".getBytes(StandardCharsets.UTF_8);
  private static final long MIB = 1L << 20;

  private final Pipeline pipeline = new Pipeline();

  @Test
  void aborting_removes_what_was_sent() {
    Upload.Pending upload = pipeline.create("a.pdf", 40 * MIB, "application/pdf").upload();
    pipeline.sendParts(upload, (Plan.Multipart) upload.plan());

    assertThat(pipeline.uploads.abort(ACME, upload.id()).state()).isEqualTo(State.ABORTED);
    assertThat(pipeline.uploads.abort(ACME, upload.id()).state()).isEqualTo(State.ABORTED);

    assertThat(pipeline.objects.keys()).isEmpty();
  }

  @Test
  void aborting_removes_what_was_sent_also_when_the_answer_of_the_store_was_lost() {
    Pipeline deaf =
        new Pipeline(
            store ->
                new ForwardingUploadStore(store) {
                  @Override
                  public Transition move(Upload expected, Upload next) {
                    super.move(expected, next);
                    return super.move(expected, next);
                  }
                });
    Upload.Pending upload = deaf.create("a.pdf", 40 * MIB, "application/pdf").upload();
    deaf.sendParts(upload, (Plan.Multipart) upload.plan());

    assertThat(deaf.uploads.abort(ACME, upload.id()).state()).isEqualTo(State.ABORTED);

    assertThat(deaf.objects.keys()).isEmpty();
  }

  @Test
  void aborting_after_completing_is_refused() {
    Upload.Pending upload = pipeline.sent("a.txt", TEXT, "text/plain");
    pipeline.uploads.complete(ACME, upload.id());

    assertThatThrownBy(() -> pipeline.uploads.abort(ACME, upload.id()))
        .satisfies(refused(new Refusal.WrongState(State.READY, "abort")));
  }

  @Test
  void completing_after_aborting_is_refused() {
    Upload.Pending upload = pipeline.sent("a.txt", TEXT, "text/plain");
    pipeline.uploads.abort(ACME, upload.id());

    assertThatThrownBy(() -> pipeline.uploads.complete(ACME, upload.id()))
        .satisfies(refused(new Refusal.WrongState(State.ABORTED, "complete")));
  }

  @Test
  void an_upload_whose_time_is_over_expires_with_all_that_was_sent() {
    Upload.Pending upload = pipeline.create("a.pdf", 40 * MIB, "application/pdf").upload();
    pipeline.sendParts(upload, (Plan.Multipart) upload.plan());
    pipeline.pass(Uploads.LIFETIME);

    assertThatThrownBy(() -> pipeline.uploads.complete(ACME, upload.id()))
        .satisfies(refused(new Refusal.WrongState(State.EXPIRED, "complete")));
    assertThat(pipeline.store.find(upload.id())).get().isInstanceOf(Upload.Expired.class);
    assertThat(pipeline.objects.keys()).isEmpty();
  }

  @Test
  void deleting_removes_the_bytes_and_may_be_repeated() {
    Upload.Pending upload = pipeline.sent("a.txt", TEXT, "text/plain");
    pipeline.uploads.complete(ACME, upload.id());

    pipeline.uploads.delete(ACME, upload.id());
    pipeline.uploads.delete(ACME, upload.id());

    assertThat(pipeline.objects.keys()).isEmpty();
    assertThat(pipeline.uploads.list(ACME, 10, Optional.empty()).uploads()).isEmpty();
    assertThatThrownBy(() -> pipeline.uploads.content(ACME, upload.id()))
        .satisfies(refused(new Refusal.NotReady(State.DELETED)));
  }

  @Test
  void deleting_what_is_judged_in_the_same_moment_removes_it_all_the_same() {
    AtomicBoolean first = new AtomicBoolean(true);
    Pipeline racing =
        new Pipeline(
            store ->
                new ForwardingUploadStore(store) {
                  @Override
                  public Transition move(Upload expected, Upload next) {
                    if (next instanceof Upload.Aborted && first.getAndSet(false)) {
                      Upload.Uploaded uploaded =
                          ((Upload.Pending) expected).uploaded(Uploading.object(expected));
                      super.move(expected, uploaded);
                      super.judge(
                          uploaded,
                          uploaded.ready(MediaType.parse("text/plain"), Uploading.now(), false),
                          List.of());
                    }
                    return super.move(expected, next);
                  }
                });
    Upload.Pending upload = racing.sent("a.txt", TEXT, "text/plain");

    racing.uploads.delete(ACME, upload.id());

    assertThat(racing.store.find(upload.id())).get().isInstanceOf(Upload.Deleted.class);
    assertThat(racing.objects.keys()).isEmpty();
  }

  @Test
  void deleting_what_nobody_has_completed_gives_it_up() {
    Upload.Pending upload = pipeline.create("a.pdf", 40 * MIB, "application/pdf").upload();
    pipeline.sendParts(upload, (Plan.Multipart) upload.plan());

    pipeline.uploads.delete(ACME, upload.id());
    pipeline.uploads.delete(ACME, upload.id());

    assertThat(pipeline.store.find(upload.id())).get().isInstanceOf(Upload.Aborted.class);
    assertThat(pipeline.objects.keys()).isEmpty();
  }

  @Test
  void deleting_takes_the_tasks_along() {
    Upload.Pending upload = pipeline.sent("a.txt", TEXT, "text/plain");
    pipeline.uploads.complete(ACME, upload.id());

    pipeline.uploads.delete(ACME, upload.id());

    assertThat(pipeline.uploads.status(ACME, upload.id()).tasks()).isEmpty();
  }
}
