package dev.sluice.core.task;

import dev.sluice.core.upload.Announcements;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.TaskOrder;
import dev.sluice.core.upload.Transition;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadStore;
import dev.sluice.core.upload.UploadWithTasks;
import java.time.Duration;

/// Runs one task of one processor as its queue delivers it: once or more often, the last time
/// included.
public final class TaskRunner {
  private final UploadStore store;
  private final Announcements announcements;
  private final Processor processor;
  private final int attempts;
  private final Backoff backoff;

  /// @param attempts how often a message is delivered before it goes to the dead-letter queue
  public TaskRunner(
      UploadStore store,
      Announcements announcements,
      Processor processor,
      int attempts,
      Backoff backoff) {
    this.store = store;
    this.announcements = announcements;
    this.processor = processor;
    this.attempts = attempts;
    this.backoff = backoff;
  }

  /// What the queue is to do with the message.
  public sealed interface Answer {
    /// Everything it asked for is durable.
    record Delete() implements Answer {}

    /// Deliver it again, after this while.
    record Retry(Duration after, RuntimeException cause) implements Answer {}
  }

  /// @param attempt 1 for the first delivery
  public Answer run(TaskOrder order, int attempt) {
    try {
      store.findWithTasks(order.uploadId()).ifPresent(found -> run(order, attempt, found));
      return new Answer.Delete();
    } catch (RuntimeException e) {
      return new Answer.Retry(backoff.after(attempt), e);
    }
  }

  private void run(TaskOrder order, int attempt, UploadWithTasks found) {
    if (!(found.upload() instanceof Upload.Ready)) {
      return;
    }
    for (Task task : found.tasks()) {
      if (task instanceof Task.Queued queued && task.processor().equals(order.processor())) {
        work(order, attempt, queued);
      }
    }
    // Read again, and also when the task had ended before: a crash may have come right behind it.
    store.findWithTasks(order.uploadId()).ifPresent(this::announce);
  }

  private void work(TaskOrder order, int attempt, Task.Queued queued) {
    try {
      store.finish(
          queued,
          switch (processor.process(order)) {
            case Processor.Outcome.Done done -> queued.done(done.result());
            case Processor.Outcome.Impossible impossible ->
                queued.failed(impossible.code(), impossible.detail());
          });
    } catch (ObjectChanged e) {
      store.finish(queued, queued.failed("object-gone", "the object was deleted meanwhile"));
    } catch (RuntimeException e) {
      if (attempt >= attempts) {
        store.finish(queued, queued.dead("tried %d times: %s".formatted(attempt, e.getMessage())));
        store.findWithTasks(order.uploadId()).ifPresent(this::announce);
      }
      throw e;
    }
  }

  private void announce(UploadWithTasks found) {
    if (found.upload() instanceof Upload.Ready ready
        && !ready.announced()
        && found.tasks().stream().allMatch(Task::ended)) {
      announcements.processed(ready, found.tasks());
      mark(ready);
    }
  }

  private void mark(Upload.Ready ready) {
    if (store.move(ready, ready.withAnnounced()) instanceof Transition.Lost(var actual)
        && actual.orElse(null) instanceof Upload.Ready other
        && !other.announced()) {
      mark(other);
    }
  }
}
