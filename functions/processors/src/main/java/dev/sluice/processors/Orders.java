package dev.sluice.processors;

import dev.sluice.aws.SqsBatch;
import dev.sluice.aws.SqsTaskQueues;
import dev.sluice.aws.SqsVisibility;
import dev.sluice.aws.StackTrace;
import dev.sluice.core.task.Backoff;
import dev.sluice.core.task.TaskRunner.Answer;
import dev.sluice.core.upload.TaskOrder;
import dev.sluice.events.MalformedEvent;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/// Hands a batch of orders to whoever runs them, and hides what has to come again for as long as
/// its answer says; what can't be read, for longer each time until it is a dead letter.
public final class Orders {
  private final SqsVisibility visibility;
  private final Backoff unreadable;
  private final Runner runner;

  /// Runs an order.
  public interface Runner {
    /// @param attempt 1 for the first delivery
    Answer run(TaskOrder order, int attempt);
  }

  /// @param unreadable between the deliveries of a message that is no order
  public Orders(SqsVisibility visibility, Backoff unreadable, Runner runner) {
    this.visibility = visibility;
    this.unreadable = unreadable;
    this.runner = runner;
  }

  /// A function's whole work.
  public void handle(InputStream input, OutputStream output, Consumer<String> log) {
    SqsBatch.handle(input, output, message -> handle(message, log), log);
  }

  private boolean handle(SqsBatch.Message message, Consumer<String> log) {
    return switch (answer(message)) {
      case Answer.Delete _ -> true;
      case Answer.Retry retry -> {
        log.accept(
            "attempt %d failed, next in %s: %s"
                .formatted(message.attempt(), retry.after(), StackTrace.of(retry.cause())));
        visibility.hide(message, retry.after());
        yield false;
      }
    };
  }

  private Answer answer(SqsBatch.Message message) {
    TaskOrder order;
    try {
      order = SqsTaskQueues.read(message.body());
    } catch (MalformedEvent | IllegalArgumentException e) {
      return new Answer.Retry(unreadable.after(message.attempt()), e);
    }
    return runner.run(order, message.attempt());
  }
}
