package dev.sluice.contract;

import static dev.sluice.contract.Pipeline.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.task.Processor;
import dev.sluice.core.task.Processor.Outcome;
import dev.sluice.core.task.Task;
import dev.sluice.core.task.TaskOrder;
import dev.sluice.core.task.TaskRunner;
import dev.sluice.core.task.TaskRunner.Answer;
import dev.sluice.core.upload.Upload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
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
