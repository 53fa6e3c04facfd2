package dev.sluice.processors;

import com.amazonaws.services.lambda.runtime.Context;
import dev.sluice.aws.SqsBatch;
import dev.sluice.aws.SqsTaskQueues;
import dev.sluice.aws.SqsVisibility;
import dev.sluice.core.task.TaskRunner.Answer;
import dev.sluice.core.upload.TaskOrder;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/// Hands a batch of orders to whoever runs them, and hides what has to come again for as long as
/// its answer says.
public final class Orders {
  private final SqsVisibility visibility;
  private final Runner runner;

  /// Runs an order.
  public interface Runner {
    /// @param attempt 1 for the first delivery
    Answer run(TaskOrder order, int attempt);
  }

  public Orders(SqsVisibility visibility, Runner runner) {
    this.visibility = visibility;
    this.runner = runner;
  }

  /// A function's whole work.
  public void handle(InputStream input, OutputStream output, Context context) {
    Consumer<String> log = context.getLogger()::log;
    SqsBatch.handle(input, output, message -> handle(message, log), log);
  }

  private boolean handle(SqsBatch.Message message, Consumer<String> log) {
    return switch (runner.run(SqsTaskQueues.read(message.body()), message.attempt())) {
      case Answer.Delete _ -> true;
      case Answer.Retry retry -> {
        log.accept(
            "attempt %d failed, next in %s: %s"
                .formatted(message.attempt(), retry.after(), retry.cause()));
        visibility.hide(message, retry.after());
        yield false;
      }
    };
  }
}
