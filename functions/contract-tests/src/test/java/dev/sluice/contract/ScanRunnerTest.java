package dev.sluice.contract;

import static dev.sluice.contract.Pipeline.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.collection.ScannerRules;
import dev.sluice.core.scan.Opinion;
import dev.sluice.core.scan.ScanRunner;
import dev.sluice.core.scan.Scanner;
import dev.sluice.core.task.Backoff;
import dev.sluice.core.task.TaskRunner.Answer;
import dev.sluice.core.upload.NewUpload;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.Refused;
import dev.sluice.core.upload.State;
import dev.sluice.core.upload.TaskOrder;
import dev.sluice.core.upload.Unavailable;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadId;
import dev.sluice.core.verdict.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A collection that asks for a scanner's opinion: nobody reads a file before it is there.
class ScanRunnerTest {
  private static final byte[] TEXT = "This is text.\n".getBytes(StandardCharsets.UTF_8);

  private final Pipeline pipeline = new Pipeline();

  @Test
  void a_file_whose_content_is_right_waits_for_the_scanner_unreadable() {
    Upload.Scanning scanning = scanning();

    assertThat(scanning.found()).hasToString("text/plain");
    assertThat(pipeline.outbox.orders())
        .extracting(TaskOrder::processor)
        .containsExactly(ScannerRules.QUEUE);
    assertThat(pipeline.outbox.announced()).isEmpty();
    assertThatThrownBy(() -> pipeline.uploads.content(ACME, scanning.id()))
        .isInstanceOf(Refused.class);
  }

  @Test
  void a_clean_file_is_READY_and_its_tasks_are_ordered() {
    Upload.Scanning scanning = scanning();

    assertThat(run(scanning, _ -> new Opinion.Clean())).isEqualTo(new Answer.Delete());

    assertThat(state(scanning.id())).isEqualTo(State.READY);
    assertThat(pipeline.outbox.orders())
        .extracting(order -> order.processor().value())
        .containsExactly("scan", "digest");
    assertThat(pipeline.outbox.announced()).containsExactly("ready " + scanning.id());
  }

  @Test
  void an_infected_file_is_REJECTED_by_name_and_gone() {
    Upload.Scanning scanning = scanning();

    assertThat(run(scanning, _ -> new Opinion.Infected("Win.Test.EICAR")))
        .isEqualTo(new Answer.Delete());

    assertRejected(scanning, Reason.Code.INFECTED, "Win.Test.EICAR");
  }

  @Test
  void a_file_that_the_scanner_cannot_take_is_REJECTED() {
    Upload.Scanning scanning = scanning();

    run(scanning, _ -> new Opinion.Unfit("too large"));

    assertRejected(scanning, Reason.Code.UNSCANNED, "too large");
  }

  @Test
  void a_scanner_without_an_opinion_is_asked_again_until_the_deadline_and_then_no_more() {
    Upload.Scanning scanning = scanning();
    Scanner silent = _ -> new Opinion.NotYet("clamd does not answer");

    assertThat(run(scanning, silent)).isInstanceOf(Answer.Retry.class);
    assertThat(state(scanning.id())).isEqualTo(State.SCANNING);

    pipeline.pass(Pipeline.SCAN_DEADLINE);
    assertThat(run(scanning, silent)).isEqualTo(new Answer.Delete());
    assertRejected(scanning, Reason.Code.UNSCANNED, "clamd does not answer");
  }

  @Test
  void an_order_that_comes_again_asks_nobody_and_does_what_a_crash_left_undone() {
    Upload.Scanning scanning = scanning();
    run(scanning, _ -> new Opinion.Clean());

    Answer again =
        run(
            scanning,
            _ -> {
              throw new AssertionError("asked again");
            });

    assertThat(again).isEqualTo(new Answer.Delete());
    assertThat(pipeline.outbox.announced()).containsExactly("ready " + scanning.id());
  }

  @Test
  void a_store_that_does_not_answer_brings_the_order_again_until_the_deadline() {
    Upload.Scanning scanning = scanning();
    Scanner unreachable =
        _ -> {
          throw new Unavailable("S3", new IOException("no answer"));
        };

    assertThat(run(scanning, unreachable)).isInstanceOf(Answer.Retry.class);
    assertThat(state(scanning.id())).isEqualTo(State.SCANNING);

    pipeline.pass(Pipeline.SCAN_DEADLINE);
    assertThat(run(scanning, unreachable)).isEqualTo(new Answer.Delete());
    assertRejected(scanning, Reason.Code.UNSCANNED, "S3 does not answer");
  }

  @Test
  void an_object_that_was_removed_meanwhile_is_never_READY() {
    Upload.Scanning scanning = scanning();

    run(
        scanning,
        object -> {
          throw new ObjectChanged(object);
        });

    assertRejected(scanning, Reason.Code.UNSCANNED, "removed");
  }

  @Test
  void content_that_is_wrong_is_rejected_without_a_scanner() {
    Upload.Pending upload = sent("a.pdf", "application/pdf");

    assertThat(pipeline.uploads.complete(ACME, upload.id()).upload().state())
        .isEqualTo(State.REJECTED);
    assertThat(pipeline.outbox.orders()).isEmpty();
  }

  @Test
  void the_event_orders_again_what_a_crash_kept_from_being_ordered() {
    Upload.Pending pending = sent("a.txt", "text/plain");
    var object = pipeline.objects.head(pending.declaration().key()).orElseThrow();
    Upload.Uploaded uploaded = pending.uploaded(object);
    pipeline.store.move(pending, uploaded);
    pipeline.store.move(uploaded, uploaded.scanning(uploaded.declaration().declaredType(), now()));

    pipeline.judge.objectCreated(object);
    pipeline.judge.objectCreated(object);

    assertThat(pipeline.outbox.orders()).hasSize(1);
  }

  @Test
  void a_file_that_waits_can_not_be_aborted() {
    Upload.Scanning scanning = scanning();

    assertThatThrownBy(() -> pipeline.uploads.abort(ACME, scanning.id()))
        .isInstanceOf(Refused.class);
    assertThat(state(scanning.id())).isEqualTo(State.SCANNING);
  }

  @Test
  void a_file_that_waits_can_be_deleted_and_then_its_order_is_moot() {
    Upload.Scanning scanning = scanning();

    pipeline.uploads.delete(ACME, scanning.id());

    assertThat(run(scanning, _ -> new Opinion.Clean())).isEqualTo(new Answer.Delete());
    assertThat(state(scanning.id())).isEqualTo(State.DELETED);
    assertThat(pipeline.objects.keys()).isEmpty();
  }

  private Upload.Scanning scanning() {
    Upload.Pending upload = sent("a.txt", "text/plain");
    return (Upload.Scanning) pipeline.uploads.complete(ACME, upload.id()).upload();
  }

  private Upload.Pending sent(String fileName, String type) {
    Upload.Pending upload =
        pipeline
            .uploads
            .create(
                ACME,
                new NewUpload(
                    Optional.of("scanned"),
                    fileName,
                    TEXT.length,
                    Optional.of(type),
                    Optional.empty()))
            .upload();
    pipeline.objects.putObject(upload.declaration().key(), TEXT);
    return upload;
  }

  private Answer run(Upload.Scanning scanning, Scanner scanner) {
    return new ScanRunner(
            pipeline.store,
            pipeline.judge,
            scanner,
            new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5), new SplittableRandom(1)),
            pipeline::now)
        .run(
            new TaskOrder(
                scanning.id(), ACME, ScannerRules.QUEUE, scanning.object(), scanning.found()),
            1);
  }

  private State state(UploadId id) {
    return pipeline.store.find(id).orElseThrow().state();
  }

  private Instant now() {
    return pipeline.now();
  }

  private void assertRejected(Upload.Scanning scanning, Reason.Code code, String detail) {
    assertThat(pipeline.store.find(scanning.id()))
        .get()
        .isInstanceOfSatisfying(
            Upload.Rejected.class,
            rejected -> {
              assertThat(rejected.reason().code()).isEqualTo(code);
              assertThat(rejected.reason().detail()).contains(detail);
            });
    assertThat(pipeline.objects.head(scanning.declaration().key())).isEmpty();
    assertThat(pipeline.outbox.announced()).containsExactly("rejected " + scanning.id());
  }
}
