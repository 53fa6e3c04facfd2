package dev.sluice.local;

import dev.sluice.local.lambda.EventSourceMapping;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.lambda.MappingConfiguration;
import dev.sluice.local.sqs.Queue;
import dev.sluice.local.template.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Feeds a template's functions from its queues.
final class Mappings implements AutoCloseable {
  private final Stack stack;
  private final Map<String, Queue> queues;
  private final ServiceCalls calls;
  private final List<EventSourceMapping> mappings = new ArrayList<>();

  /// @param queues by ARN
  Mappings(Stack stack, Map<String, Queue> queues, ServiceCalls calls) {
    this.stack = stack;
    this.queues = queues;
    this.calls = calls;
  }

  /// Begins to feed functions, those of mappings that are not enabled excepted.
  void start(Function<String, Optional<LambdaFunction>> functions) {
    stack.mappings().stream()
        .filter(Stack.Mapping::enabled)
        .forEach(
            mapping -> {
              EventSourceMapping feeding = feeding(mapping, functions);
              mappings.add(feeding);
              feeding.start();
            });
  }

  /// Receives no more, and waits for the batches in work.
  boolean drain(Duration patience) throws InterruptedException {
    close();
    long end = System.nanoTime() + patience.toNanos();
    boolean all = true;
    for (EventSourceMapping mapping : mappings) {
      all &= mapping.drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    return all;
  }

  @Override
  public void close() {
    mappings.forEach(EventSourceMapping::close);
  }

  private EventSourceMapping feeding(
      Stack.Mapping mapping, Function<String, Optional<LambdaFunction>> functions) {
    Queue queue = queues.get(mapping.queueArn());
    Optional<LambdaFunction> function = functions.apply(mapping.functionName());
    Optional<Stack.Function> declared =
        stack.functions().stream()
            .filter(one -> one.name().equals(mapping.functionName()))
            .findFirst();
    if (queue == null || function.isEmpty() || declared.isEmpty()) {
      throw new IllegalStateException("The template's check let " + mapping + " pass");
    }
    return new EventSourceMapping(
        new QueueSource(queue, calls, Iam.lambda(declared.get())),
        function.get(),
        new MappingConfiguration(
            mapping.batchSize(),
            mapping.window(),
            mapping.maximumConcurrency(),
            mapping.partialFailures(),
            mapping.filter()),
        stack.context().region());
  }
}
