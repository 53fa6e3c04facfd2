package dev.sluice.contract;

import static dev.sluice.contract.Pipeline.ACME;
import static dev.sluice.contract.Refusals.refusal;
import static dev.sluice.contract.Refusals.refused;
import static dev.sluice.contract.Refusals.refusedField;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.contract.memory.ForwardingUploadStore;
import dev.sluice.core.sign.PresignedRequest;
import dev.sluice.core.upload.NewUpload;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.Refusal;
import dev.sluice.core.upload.State;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.TaskOrder;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.Transition;
import dev.sluice.core.upload.Unavailable;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadWithTasks;
import dev.sluice.core.upload.Uploads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UploadsTest {
  private static final byte[] TEXT =
      "All bytes of this file are text.\n".getBytes(StandardCharsets.UTF_8);
  private static final long MIB = 1L << 20;

  private final Pipeline pipeline = new Pipeline();

  @Test
  void a_small_file_is_planned_as_one_PUT_of_exactly_its_size_and_type() {
    PresignedRequest put = pipeline.create("a.txt", 5, "text/plain").requests().getFirst();

    assertThat(put.method()).isEqualTo("PUT");
    assertThat(put.headers())
        .containsEntry("content-type", "text/plain")
        .containsEntry("if-none-match", "*");
    assertThat(put.url())
        .contains("X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bif-none-match");
  }

  @Test
  void a_large_file_is_planned_in_parts_that_S3_takes() {
    Uploads.Planned planned = pipeline.create("a.pdf", 100 * MIB + 1, "application/pdf");

    Plan.Multipart plan = (Plan.Multipart) planned.upload().plan();
    assertThat(plan.partCount()).isEqualTo(7);
    assertThat(plan.sizeOfPart(7, 100 * MIB + 1)).isEqualTo(4 * MIB + 1);
    assertThat(planned.requests()).hasSize(7);
  }

  @Test
  void text_that_is_text_is_READY_and_its_tasks_are_in_their_queues() {
    Upload.Pending upload = pipeline.sent("a.txt", TEXT, "text/plain");

    UploadWithTasks done = pipeline.uploads.complete(ACME, upload.id());

    assertThat(done.upload().state()).isEqualTo(State.READY);
    assertThat(done.tasks()).extracting(task -> task.processor().value()).containsExactly("digest");
    assertThat(pipeline.outbox.orders())
        .extracting(TaskOrder::uploadId)
        .containsExactly(upload.id());
    assertThat(pipeline.outbox.announced()).containsExactly("ready " + upload.id());
  }

  @Test
  void text_that_says_it_is_a_PDF_is_REJECTED_and_gone() {
    Upload.Pending upload = pipeline.sent("a.pdf", TEXT, "application/pdf");

    Upload done = pipeline.uploads.complete(ACME, upload.id()).upload();

    assertThat(done)
        .isInstanceOfSatisfying(
            Upload.Rejected.class,
            rejected ->
                assertThat(rejected.reason().detail()).contains("text/plain", "application/pdf"));
    assertThat(pipeline.objects.keys()).isEmpty();
    assertThat(pipeline.outbox.announced()).containsExactly("rejected " + upload.id());
    assertThat(pipeline.outbox.orders()).isEmpty();
  }

  @Test
  void a_rejected_file_is_kept_where_its_collection_says_so() {
    Uploads.Planned planned =
        pipeline.uploads.create(
            ACME,
            new NewUpload(
                Optional.of("kept"),
                "a.pdf",
                TEXT.length,
                Optional.of("application/pdf"),
                Optional.empty()));
    pipeline.objects.putObject(planned.upload().declaration().key(), TEXT);

    pipeline.uploads.complete(ACME, planned.upload().id());

    assertThat(pipeline.objects.keys())
        .containsExactly(planned.upload().declaration().key().value());
    assertThatThrownBy(() -> pipeline.uploads.content(ACME, planned.upload().id()))
        .satisfies(refused(new Refusal.NotReady(State.REJECTED)));
  }

  @Test
  void completing_again_answers_the_same_and_sends_nothing_again() {
    Upload.Pending upload = pipeline.sent("a.txt", TEXT, "text/plain");
    UploadWithTasks first = pipeline.uploads.complete(ACME, upload.id());

    assertThat(pipeline.uploads.complete(ACME, upload.id())).isEqualTo(first);
    assertThat(pipeline.outbox.orders()).hasSize(1);
    assertThat(pipeline.outbox.announced()).hasSize(1);
  }

  @Test
  void the_event_of_S3_finds_the_verdict_and_does_nothing() {
    Upload.Pending upload = pipeline.sent("a.txt", TEXT, "text/plain");
    StoredObject object = pipeline.objects.head(upload.declaration().key()).orElseThrow();
    pipeline.uploads.complete(ACME, upload.id());
    Upload judged = pipeline.store.find(upload.id()).orElseThrow();

    pipeline.judge.objectCreated(object);

    assertThat(pipeline.store.find(upload.id())).contains(judged);
    assertThat(pipeline.outbox.orders()).hasSize(1);
    assertThat(pipeline.outbox.announced()).hasSize(1);
  }

  @Test
  void the_event_of_S3_judges_where_the_client_never_completes() {
    Upload.Pending upload = pipeline.sent("a.txt", TEXT, "text/plain");

    pipeline.judge.objectCreated(pipeline.objects.head(upload.declaration().key()).orElseThrow());

    assertThat(pipeline.store.find(upload.id())).get().isInstanceOf(Upload.Ready.class);
    assertThat(pipeline.outbox.orders()).hasSize(1);
  }

  @Test
  void bytes_that_come_after_the_end_of_their_upload_are_removed() {
    Upload.Pending upload = pipeline.create("a.txt", TEXT.length, "text/plain").upload();
    pipeline.uploads.abort(ACME, upload.id());
    pipeline.objects.putObject(upload.declaration().key(), TEXT);

    pipeline.judge.objectCreated(pipeline.objects.head(upload.declaration().key()).orElseThrow());

    assertThat(pipeline.objects.keys()).isEmpty();
  }

  @Test
  void an_object_that_no_upload_of_ours_asked_for_is_left_alone() {
    StoredObject foreign =
        new StoredObject(new ObjectKey("u/0123456789abcdef/" + Uploading.newId()), "etag", 1);

    pipeline.judge.objectCreated(foreign);

    assertThat(pipeline.outbox.announced()).isEmpty();
  }

  @Test
  void completing_without_the_bytes_is_refused() {
    Upload.Pending upload = pipeline.create("a.txt", 5, "text/plain").upload();

    assertThatThrownBy(() -> pipeline.uploads.complete(ACME, upload.id()))
        .satisfies(refused(new Refusal.NoObject()));
    assertThat(pipeline.store.find(upload.id())).contains(upload);
  }

  @Test
  void completing_with_parts_missing_names_them() {
    Upload.Pending upload = pipeline.create("a.pdf", 40 * MIB, "application/pdf").upload();
    Plan.Multipart plan = (Plan.Multipart) upload.plan();
    pipeline.objects.putPart(plan.multipartId(), 2, new byte[(int) plan.partSize()]);

    assertThatThrownBy(() -> pipeline.uploads.complete(ACME, upload.id()))
        .satisfies(refused(new Refusal.Incomplete(List.of(1, 3))));
  }

  /// The bucket's lifecycle rule, or S3 after a conflict, has given the parts up.
  @Test
  void completing_with_parts_that_S3_has_given_up_says_that_none_can_be_sent_any_more() {
    Upload.Pending upload = pipeline.create("a.pdf", 40 * MIB, "application/pdf").upload();
    Plan.Multipart plan = (Plan.Multipart) upload.plan();
    pipeline.objects.abortMultipart(upload.declaration().key(), plan.multipartId());

    assertThatThrownBy(() -> pipeline.uploads.complete(ACME, upload.id()))
        .satisfies(refused(new Refusal.PartsGone()));
    assertThat(pipeline.store.find(upload.id())).contains(upload);
  }

  @Test
  void of_an_upload_that_could_not_be_recorded_no_parts_are_left() {
    Pipeline forgetful =
        new Pipeline(
            store ->
                new ForwardingUploadStore(store) {
                  @Override
                  public void create(Upload.Pending upload) {
                    throw new Unavailable("DynamoDB", new IOException("no answer"));
                  }
                });

    assertThatThrownBy(() -> forgetful.create("a.pdf", 40 * MIB, "application/pdf"))
        .isInstanceOf(Unavailable.class);

    assertThat(forgetful.objects.keys()).isEmpty();
  }

  @Test
  void completing_with_a_part_of_another_size_is_refused() {
    Upload.Pending upload = pipeline.create("a.pdf", 40 * MIB, "application/pdf").upload();
    Plan.Multipart plan = (Plan.Multipart) upload.plan();
    pipeline.sendParts(upload, plan);
    pipeline.objects.putPart(plan.multipartId(), 3, new byte[7]);

    assertThatThrownBy(() -> pipeline.uploads.complete(ACME, upload.id()))
        .satisfies(refused(new Refusal.SizeMismatch("part 3", 8 * MIB, 7)));
  }

  @Test
  void all_parts_become_the_object_that_is_judged() {
    Uploads.Planned planned =
        pipeline.uploads.create(
            ACME,
            new NewUpload(
                Optional.of("any"), "zeros.bin", 20 * MIB, Optional.empty(), Optional.empty()));
    pipeline.sendParts(planned.upload(), (Plan.Multipart) planned.upload().plan());

    Upload done = pipeline.uploads.complete(ACME, planned.upload().id()).upload();

    assertThat(done)
        .isInstanceOfSatisfying(
            Upload.Ready.class, ready -> assertThat(ready.object().size()).isEqualTo(20 * MIB));
  }

  /// The SDK asks again when an answer is lost, and then comes second to itself.
  @Test
  void completing_goes_on_when_every_answer_of_the_store_was_lost() {
    Pipeline deaf =
        new Pipeline(
            store ->
                new ForwardingUploadStore(store) {
                  @Override
                  public Transition move(Upload expected, Upload next) {
                    super.move(expected, next);
                    return super.move(expected, next);
                  }

                  @Override
                  public Transition judge(Upload expected, Upload next, List<Task.Queued> tasks) {
                    super.judge(expected, next, tasks);
                    return super.judge(expected, next, tasks);
                  }
                });
    Upload.Pending upload = deaf.sent("a.txt", TEXT, "text/plain");

    UploadWithTasks done = deaf.uploads.complete(ACME, upload.id());

    assertThat(done.upload()).isInstanceOf(Upload.Ready.class);
    assertThat(done.tasks()).hasSize(1);
    assertThat(deaf.outbox.orders()).hasSize(1);
    assertThat(deaf.store.find(upload.id()))
        .get()
        .isInstanceOfSatisfying(
            Upload.Ready.class, ready -> assertThat(ready.dispatched()).isTrue());
  }

  @Test
  void what_belongs_to_another_tenant_is_not_there() {
    Upload.Pending upload = pipeline.sent("a.txt", TEXT, "text/plain");
    TenantId other = new TenantId("other");

    assertThatThrownBy(() -> pipeline.uploads.status(other, upload.id()))
        .satisfies(refused(new Refusal.NotFound()));
    assertThatThrownBy(() -> pipeline.uploads.complete(other, upload.id()))
        .satisfies(refused(new Refusal.NotFound()));
    assertThatThrownBy(() -> pipeline.uploads.abort(other, upload.id()))
        .satisfies(refused(new Refusal.NotFound()));
    assertThatThrownBy(() -> pipeline.uploads.delete(other, upload.id()))
        .satisfies(refused(new Refusal.NotFound()));
    assertThatThrownBy(() -> pipeline.uploads.content(other, upload.id()))
        .satisfies(refused(new Refusal.NotFound()));
  }

  @Test
  void parts_are_signed_where_the_plan_has_them() {
    Upload.Pending upload = pipeline.create("a.pdf", 40 * MIB, "application/pdf").upload();

    assertThat(pipeline.uploads.signParts(ACME, upload.id(), 2, 1000).requests()).hasSize(2);
    assertThatThrownBy(() -> pipeline.uploads.signParts(ACME, upload.id(), 4, 1))
        .satisfies(refusedField("from"));
    assertThatThrownBy(() -> pipeline.uploads.signParts(ACME, upload.id(), 0, 1))
        .satisfies(refusedField("from"));
    assertThatThrownBy(() -> pipeline.uploads.signParts(ACME, upload.id(), 1, 1001))
        .satisfies(refusedField("count"));
  }

  @Test
  void what_the_rules_do_not_allow_is_refused_before_anything_is_made() {
    assertThatThrownBy(() -> pipeline.create("a.txt", 0, "text/plain"))
        .satisfies(refusedField("size"));
    assertThatThrownBy(() -> pipeline.create("a.txt", -1, "text/plain"))
        .satisfies(refusedField("size"));
    assertThatThrownBy(() -> pipeline.create("a.txt", (1L << 30) + 1, "text/plain"))
        .satisfies(refusal(Refusal.TooLarge.class));
    assertThatThrownBy(() -> pipeline.create("a.txt", 1, "video/mp4"))
        .satisfies(refusal(Refusal.TypeNotAllowed.class));
    assertThatThrownBy(() -> pipeline.create("a.txt", 1, "no type"))
        .satisfies(refusedField("type"));
    assertThatThrownBy(() -> pipeline.create("a\u0000.txt", 1, "text/plain"))
        .satisfies(refusedField("fileName"));
    assertThatThrownBy(() -> pipeline.create("📷".repeat(1024), 1, "text/plain"))
        .satisfies(refusedField("fileName"));
    assertThatThrownBy(() -> pipeline.create("..", 1, "text/plain"))
        .satisfies(refusedField("fileName"));
    assertThatThrownBy(() -> pipeline.create("gpj.\u202Eexe", 1, "text/plain"))
        .satisfies(refusedField("fileName"));

    assertThat(pipeline.store.all()).isEmpty();
    assertThat(pipeline.objects.keys()).isEmpty();
  }

  @Test
  void of_a_path_only_the_last_segment_counts() {
    assertThat(pipeline.create("../../etc/x.txt", 1, "text/plain").upload().declaration())
        .extracting(declaration -> declaration.fileName().value())
        .isEqualTo("x.txt");
    assertThat(pipeline.create("C:\\y\\x.txt", 1, "text/plain").upload().declaration())
        .extracting(declaration -> declaration.fileName().value())
        .isEqualTo("x.txt");
  }

  @Test
  void a_type_that_nobody_declares_is_taken_from_the_name() {
    Uploads.Planned planned =
        pipeline.uploads.create(
            ACME, new NewUpload(Optional.empty(), "a.png", 1, Optional.empty(), Optional.empty()));

    assertThat(planned.upload().declaration().declaredType()).hasToString("image/png");
  }

  @Test
  void the_list_has_the_newest_first() {
    Upload.Pending older = pipeline.create("older.txt", 1, "text/plain").upload();
    pipeline.pass(Duration.ofSeconds(1));
    Upload.Pending newer = pipeline.create("newer.txt", 1, "text/plain").upload();

    assertThat(pipeline.uploads.list(ACME, 10, Optional.empty()).uploads())
        .containsExactly(newer, older);
  }

  @Test
  void a_task_of_every_processor_that_wants_the_type_is_QUEUED() {
    Upload.Pending upload = pipeline.sent("a.txt", TEXT, "text/plain");

    List<Task> tasks = pipeline.uploads.complete(ACME, upload.id()).tasks();

    assertThat(tasks).isNotEmpty().allSatisfy(task -> assertThat(task.ended()).isFalse());
  }
}
