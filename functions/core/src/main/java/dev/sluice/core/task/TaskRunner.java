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
import java.util.List;
import java.util.Optional;

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
      store
          .findWithTasks(order.uploadId())
          .filter(found -> found.upload() instanceof Upload.Ready)
          .ifPresent(found -> work(order, attempt, found.tasks()));
      // Also when the task had ended before: a crash may have come right behind it.
      settle(order);
      return new Answer.Delete();
    } catch (RuntimeException e) {
      return new Answer.Retry(backoff.after(attempt), e);
    }
  }

  private void work(TaskOrder order, int attempt, List<Task> tasks) {
    for (Task task : tasks) {
      if (task instanceof Task.Queued queued && task.processor().equals(order.processor())) {
        work(order, attempt, queued);
      }
    }
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
        settle(order);
      }
      throw e;
    }
  }

  /// Announces the end of all tasks, or removes what this one has made of an upload that was
  /// deleted meanwhile.
  ///
  /// [Uploads#delete] moves the record before it removes a key. So either this read, which comes
  /// after the work, finds the record moved, or whoever moves it later removes what the work
  /// stored.
  private void settle(TaskOrder order) {
    Optional<UploadWithTasks> found = store.findWithTasks(order.uploadId());
    if (found.isPresent() && found.get().upload() instanceof Upload.Ready ready) {
      announce(ready, found.get().tasks());
    } else {
      processor.discard(order);
    }
  }

  private void announce(Upload.Ready ready, List<Task> tasks) {
    if (!ready.announced() && tasks.stream().allMatch(Task::ended)) {
      announcements.processed(ready, tasks);
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
