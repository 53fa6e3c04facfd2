package dev.sluice.contract;

import static dev.sluice.contract.Pipeline.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.memory.ForwardingUploadStore;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.task.Processor;
import dev.sluice.core.task.Processor.Outcome;
import dev.sluice.core.task.TaskRunner;
import dev.sluice.core.task.TaskRunner.Answer;
import dev.sluice.core.upload.Announcements;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.TaskOrder;
import dev.sluice.core.upload.Transition;
import dev.sluice.core.upload.Unavailable;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadId;
import dev.sluice.core.upload.UploadWithTasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TaskRunnerTest {
  private static final Processor GOOD = order -> new Outcome.Done(Map.of("bytes", 12L));

  private final Pipeline pipeline = new Pipeline();
  private final Upload.Pending upload = ready();
  private final TaskOrder order = pipeline.outbox.orders().getFirst();

  @Test
  void the_result_is_recorded_and_the_end_of_all_tasks_announced() {
    assertThat(pipeline.runner(GOOD).run(order, 1)).isEqualTo(new Answer.Delete());

    assertThat(task())
        .isInstanceOfSatisfying(
            Task.Done.class, done -> assertThat(done.result()).containsEntry("bytes", 12L));
    assertThat(pipeline.outbox.announced())
        .containsExactly("ready " + upload.id(), "processed " + upload.id());
  }

  @Test
  void a_message_that_comes_twice_does_its_work_once() {
    AtomicInteger calls = new AtomicInteger();
    TaskRunner runner =
        pipeline.runner(
            it -> {
              calls.incrementAndGet();
              return GOOD.process(it);
            });

    runner.run(order, 1);
    assertThat(runner.run(order, 2)).isEqualTo(new Answer.Delete());

    assertThat(calls).hasValue(1);
    assertThat(pipeline.outbox.announced()).hasSize(2);
  }

  @Test
  void what_can_not_succeed_is_recorded_at_once_and_not_tried_again() {
    Answer answer =
        pipeline.runner(it -> new Outcome.Impossible("corrupt", "no picture")).run(order, 1);

    assertThat(answer).isEqualTo(new Answer.Delete());
    assertThat(task())
        .isInstanceOfSatisfying(
            Task.Failed.class, failed -> assertThat(failed.code()).isEqualTo("corrupt"));
  }

  @Test
  void what_may_succeed_later_comes_again_after_a_while() {
    Answer answer = pipeline.runner(TaskRunnerTest::fail).run(order, 1);

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Retry.class,
            retry -> assertThat(retry.after()).isBetween(Duration.ZERO, Duration.ofSeconds(2)));
    assertThat(task()).isInstanceOf(Task.Queued.class);
  }

  @Test
  void the_last_attempt_that_fails_is_recorded_and_left_to_the_dead_letter_queue() {
    Answer answer = pipeline.runner(TaskRunnerTest::fail).run(order, Pipeline.ATTEMPTS);

    assertThat(answer).isInstanceOf(Answer.Retry.class);
    assertThat(task()).isInstanceOf(Task.Dead.class);
    assertThat(pipeline.outbox.announced()).contains("processed " + upload.id());
  }

  @Test
  void a_task_of_a_deleted_file_is_moot() {
    pipeline.uploads.delete(ACME, upload.id());

    assertThat(pipeline.runner(TaskRunnerTest::fail).run(order, 1)).isEqualTo(new Answer.Delete());
  }

  @Test
  void what_was_made_of_an_upload_that_was_deleted_during_the_work_is_removed() {
    Processor overtaken = new Derives(this::deleteUpload, GOOD);

    assertThat(pipeline.runner(overtaken).run(order, 1)).isEqualTo(new Answer.Delete());

    assertThat(pipeline.objects.keys()).isEmpty();
    assertThat(pipeline.outbox.announced()).doesNotContain("processed " + upload.id());
  }

  /// The other order of the two: who deletes comes after the last look, and finds what was made.
  @Test
  void what_was_made_of_an_upload_that_is_deleted_after_the_last_look_is_removed_by_deleting() {
    AtomicInteger looks = new AtomicInteger();
    TaskRunner overtaken =
        Pipeline.runner(
            new ForwardingUploadStore(pipeline.store) {
              @Override
              public Optional<UploadWithTasks> findWithTasks(UploadId id) {
                Optional<UploadWithTasks> found = super.findWithTasks(id);
                if (looks.incrementAndGet() == 2) {
                  deleteUpload();
                }
                return found;
              }
            },
            pipeline.outbox,
            new Derives(() -> {}, GOOD));

    assertThat(overtaken.run(order, 1)).isEqualTo(new Answer.Delete());

    assertThat(looks).hasValue(2);
    assertThat(pipeline.objects.keys()).isEmpty();
  }

  @Test
  void what_a_failed_attempt_has_left_of_a_deleted_upload_is_removed_by_the_next_one() {
    Processor failing = new Derives(this::deleteUpload, TaskRunnerTest::fail);

    assertThat(pipeline.runner(failing).run(order, 1)).isInstanceOf(Answer.Retry.class);
    assertThat(pipeline.objects.keys()).isNotEmpty();
    assertThat(pipeline.runner(failing).run(order, 2)).isEqualTo(new Answer.Delete());

    assertThat(pipeline.objects.keys()).isEmpty();
  }

  @Test
  void a_last_attempt_that_fails_leaves_nothing_of_a_deleted_upload_either() {
    Processor failing = new Derives(this::deleteUpload, TaskRunnerTest::fail);

    assertThat(pipeline.runner(failing).run(order, Pipeline.ATTEMPTS))
        .isInstanceOf(Answer.Retry.class);

    assertThat(pipeline.objects.keys()).isEmpty();
  }

  @Test
  void an_object_that_is_gone_can_not_come_back() {
    Answer answer =
        pipeline
            .runner(
                it -> {
                  throw new ObjectChanged(it.object());
                })
            .run(order, 1);

    assertThat(answer).isEqualTo(new Answer.Delete());
    assertThat(task())
        .isInstanceOfSatisfying(
            Task.Failed.class, failed -> assertThat(failed.code()).isEqualTo("object-gone"));
  }

  @Test
  void the_end_is_announced_when_the_last_task_has_ended_and_not_before() {
    Upload.Pending picture = readyPicture();
    List<TaskOrder> both = orders(picture);
    String processed = "processed " + picture.id();

    pipeline.runner(GOOD).run(both.getFirst(), 1);
    assertThat(pipeline.outbox.announced()).doesNotContain(processed);

    pipeline.runner(GOOD).run(both.getLast(), 1);
    assertThat(pipeline.outbox.announced()).containsOnlyOnce(processed);

    pipeline.runner(GOOD).run(both.getFirst(), 2);
    pipeline.runner(GOOD).run(both.getLast(), 2);
    assertThat(pipeline.outbox.announced()).containsOnlyOnce(processed);
  }

  @Test
  void a_crash_right_behind_the_result_is_made_good_by_the_next_delivery() {
    AtomicInteger calls = new AtomicInteger();
    Processor counted =
        it -> {
          calls.incrementAndGet();
          return GOOD.process(it);
        };
    TaskRunner crashing =
        Pipeline.runner(
            new ForwardingUploadStore(pipeline.store) {
              @Override
              public boolean finish(Task.Queued expected, Task next) {
                super.finish(expected, next);
                throw noAnswer();
              }
            },
            pipeline.outbox,
            counted);

    assertThat(crashing.run(order, 1)).isInstanceOf(Answer.Retry.class);
    assertThat(task()).isInstanceOf(Task.Done.class);
    assertThat(pipeline.outbox.announced()).doesNotContain("processed " + upload.id());

    assertThat(pipeline.runner(counted).run(order, 2)).isEqualTo(new Answer.Delete());
    assertThat(calls).hasValue(1);
    assertThat(pipeline.outbox.announced()).containsOnlyOnce("processed " + upload.id());
  }

  @Test
  void an_announcement_that_nobody_takes_is_made_by_the_next_delivery() {
    TaskRunner mute = Pipeline.runner(pipeline.store, new NobodyListens(), GOOD);

    assertThat(mute.run(order, 1)).isInstanceOf(Answer.Retry.class);
    assertThat(pipeline.runner(GOOD).run(order, 2)).isEqualTo(new Answer.Delete());

    assertThat(pipeline.outbox.announced()).containsOnlyOnce("processed " + upload.id());
  }

  /// The queue delivers no more then, but the dead letter still knows what is owed.
  @Test
  void an_announcement_that_nobody_takes_at_the_last_attempt_is_made_when_the_dead_letter_comes() {
    TaskRunner mute = Pipeline.runner(pipeline.store, new NobodyListens(), TaskRunnerTest::fail);

    assertThat(mute.run(order, Pipeline.ATTEMPTS)).isInstanceOf(Answer.Retry.class);
    assertThat(task()).isInstanceOf(Task.Dead.class);
    assertThat(pipeline.runner(TaskRunnerTest::fail).run(order, 1)).isEqualTo(new Answer.Delete());

    assertThat(pipeline.outbox.announced()).containsOnlyOnce("processed " + upload.id());
  }

  @Test
  void a_crash_between_announcing_and_remembering_it_announces_again() {
    TaskRunner crashing =
        Pipeline.runner(
            new ForwardingUploadStore(pipeline.store) {
              @Override
              public Transition move(Upload expected, Upload next) {
                throw noAnswer();
              }
            },
            pipeline.outbox,
            GOOD);

    assertThat(crashing.run(order, 1)).isInstanceOf(Answer.Retry.class);
    assertThat(pipeline.runner(GOOD).run(order, 2)).isEqualTo(new Answer.Delete());

    assertThat(pipeline.outbox.announced())
        .filteredOn(("processed " + upload.id())::equals)
        .hasSize(2);
  }

  /// The judge marks that it has sent everything while the task already ends.
  @Test
  void an_announcement_is_remembered_though_the_upload_has_moved_on_meanwhile() {
    Upload.Ready judged = undispatched();
    AtomicBoolean first = new AtomicBoolean(true);
    TaskRunner racing =
        Pipeline.runner(
            new ForwardingUploadStore(pipeline.store) {
              @Override
              public Transition move(Upload expected, Upload next) {
                if (first.getAndSet(false)) {
                  assertThat(super.move(judged, judged.withDispatched()))
                      .isEqualTo(new Transition.Applied());
                }
                return super.move(expected, next);
              }
            },
            pipeline.outbox,
            GOOD);

    assertThat(racing.run(orders(judged).getFirst(), 1)).isEqualTo(new Answer.Delete());

    assertThat(pipeline.store.find(judged.id())).contains(judged.withDispatched().withAnnounced());
  }

  @Test
  void a_task_that_is_dead_stays_dead_when_its_message_is_driven_back() {
    pipeline.runner(TaskRunnerTest::fail).run(order, Pipeline.ATTEMPTS);

    assertThat(pipeline.runner(GOOD).run(order, 1)).isEqualTo(new Answer.Delete());

    assertThat(task())
        .isInstanceOfSatisfying(
            Task.Dead.class, dead -> assertThat(dead.detail()).contains("tried 3 times"));
    assertThat(pipeline.outbox.announced()).containsOnlyOnce("processed " + upload.id());
  }

  @Test
  void of_two_who_work_at_once_the_first_result_stays() {
    TaskRunner overtaken =
        pipeline.runner(
            it -> {
              pipeline.runner(GOOD).run(it, 2);
              return new Outcome.Impossible("late", "came second");
            });

    assertThat(overtaken.run(order, 1)).isEqualTo(new Answer.Delete());

    assertThat(task()).isInstanceOf(Task.Done.class);
    assertThat(pipeline.outbox.announced()).containsOnlyOnce("processed " + upload.id());
  }

  @Test
  void a_store_that_does_not_answer_keeps_the_message() {
    TaskRunner blind =
        Pipeline.runner(
            new ForwardingUploadStore(pipeline.store) {
              @Override
              public Optional<UploadWithTasks> findWithTasks(UploadId id) {
                throw noAnswer();
              }
            },
            pipeline.outbox,
            GOOD);

    assertThat(blind.run(order, 1))
        .isInstanceOfSatisfying(
            Answer.Retry.class, retry -> assertThat(retry.cause()).isInstanceOf(Unavailable.class));
    assertThat(task()).isInstanceOf(Task.Queued.class);
  }

  @Test
  void a_task_of_an_upload_that_nobody_knows_is_moot() {
    TaskOrder nobodys =
        new TaskOrder(
            Uploading.newId(), ACME, order.processor(), order.object(), order.mediaType());

    assertThat(pipeline.runner(TaskRunnerTest::fail).run(nobodys, 1))
        .isEqualTo(new Answer.Delete());
  }

  /// Stores something beside the upload, after what happens `meanwhile`.
  private final class Derives implements Processor {
    private final Runnable meanwhile;
    private final Processor then;

    Derives(Runnable meanwhile, Processor then) {
      this.meanwhile = meanwhile;
      this.then = then;
    }

    @Override
    public Outcome process(TaskOrder it) {
      meanwhile.run();
      pipeline.objects.put(key(it), MediaType.parse("text/plain"), new byte[1]);
      return then.process(it);
    }

    @Override
    public void discard(TaskOrder it) {
      pipeline.objects.delete(key(it));
    }

    private ObjectKey key(TaskOrder it) {
      return ObjectKey.ofDerived(it.tenant(), it.uploadId(), "thumbnail");
    }
  }

  private static final class NobodyListens implements Announcements {
    @Override
    public void ready(Upload.Ready upload, List<Task> tasks) {
      throw noAnswer();
    }

    @Override
    public void rejected(Upload.Rejected upload) {
      throw noAnswer();
    }

    @Override
    public void processed(Upload.Ready upload, List<Task> tasks) {
      throw noAnswer();
    }
  }

  private static Unavailable noAnswer() {
    return new Unavailable("a service", new IOException("no answer"));
  }

  private Upload.Pending readyPicture() {
    // The smallest PNG there is: one pixel.
    byte[] png =
        HexFormat.of()
            .parseHex(
                "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
                    + "3a7e9b550000000a49444154789c636000000002000148afa471"
                    + "0000000049454e44ae426082");
    Upload.Pending pending = pipeline.sent("a.png", png, "image/png");
    pipeline.uploads.complete(ACME, pending.id());
    return pending;
  }

  /// READY, its order made, and not yet marked as sent.
  private Upload.Ready undispatched() {
    Upload.Pending pending = Uploading.pending(new Plan.Single());
    Upload.Uploaded uploaded = pending.uploaded(Uploading.object(pending));
    Upload.Ready judged = uploaded.ready(MediaType.parse("image/png"), Uploading.now(), true);
    pipeline.store.create(pending);
    pipeline.store.move(pending, uploaded);
    pipeline.store.judge(
        uploaded, judged, List.of(new Task.Queued(judged.id(), order.processor())));
    pipeline.outbox.send(
        new TaskOrder(
            judged.id(),
            judged.declaration().tenant(),
            order.processor(),
            judged.object(),
            judged.found()));
    return judged;
  }

  private List<TaskOrder> orders(Upload of) {
    return pipeline.outbox.orders().stream().filter(it -> it.uploadId().equals(of.id())).toList();
  }

  private void deleteUpload() {
    pipeline.uploads.delete(ACME, upload.id());
  }

  private static Outcome fail(TaskOrder order) {
    throw new IllegalStateException("no answer for " + order.uploadId());
  }

  private Upload.Pending ready() {
    Upload.Pending pending =
        pipeline.sent("a.txt", "Plain text.\n".getBytes(StandardCharsets.UTF_8), "text/plain");
    pipeline.uploads.complete(ACME, pending.id());
    return pending;
  }

  private Task task() {
    return pipeline.store.findWithTasks(upload.id()).orElseThrow().tasks().getFirst();
  }
}
