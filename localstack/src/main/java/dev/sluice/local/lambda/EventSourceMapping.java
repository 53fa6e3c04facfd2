package dev.sluice.local.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Feeds a function from a queue ("Using Lambda with Amazon SQS", Lambda developer guide): long
/// polls, gathers batches within the batching window, keeps at most so many batches in work, and
/// deletes only messages that the function did. The rest shows itself again when its visibility
/// timeout is over.
public final class EventSourceMapping implements AutoCloseable {
  /// SQS's ReceiveMessage gives at most ten at a time and waits at most 20 seconds.
  private static final int MAXIMUM_RECEIVE = 10;

  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  /// Before it asks a queue again that has failed.
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

  private final MessageSource source;
  private final LambdaFunction function;
  private final MappingConfiguration configuration;
  private final String region;
  private final BatchSlots slots;
  private final Thread poller;
  private volatile boolean stopped;

  public EventSourceMapping(
      MessageSource source,
      LambdaFunction function,
      MappingConfiguration configuration,
      String region) {
    this.source = source;
    this.function = function;
    this.configuration = configuration;
    this.region = region;
    this.slots = new BatchSlots(configuration.maximumConcurrency());
    this.poller =
        Thread.ofVirtual()
            .name("poll for " + function.configuration().name())
            .unstarted(this::poll);
  }

  public void start() {
    poller.start();
  }

  /// Receives no more, and waits for the batches in work.
  public boolean drain(Duration patience) throws InterruptedException {
    stopped = true;
    poller.interrupt();
    return slots.awaitNone(patience);
  }

  @Override
  public void close() {
    stopped = true;
    poller.interrupt();
  }

  private void poll() {
    while (!stopped) {
      try {
        slots.take();
      } catch (InterruptedException stopping) {
        return;
      }
      try {
        work();
      } catch (RuntimeException e) {
        function.note("polling " + source.arn() + " failed, and goes on: " + e);
        pause();
      }
    }
  }

  /// Receives a batch and hands it on, with the place that its caller has taken.
  private void work() {
    boolean handedOn = false;
    try {
      List<MessageSource.Message> received = gather();
      if (received.isEmpty()) {
        slots.quiet();
      }
      if (received.isEmpty() || stopped) {
        received.forEach(source::release);
        return;
      }
      handedOn = true;
      start(InvocationBatches.of(received, source.arn(), region));
    } finally {
      if (!handedOn) {
        slots.giveBack();
      }
    }
  }

  /// The first has its place; each other one waits for its own. Of an ordered source there is one
  /// place for them all, and they follow each other.
  private void start(List<List<MessageSource.Message>> invocations) {
    if (source.ordered()) {
      startBatch(() -> processInOrder(invocations));
      return;
    }
    boolean placed = true;
    for (List<MessageSource.Message> batch : invocations) {
      if (placed || takeSlot()) {
        startBatch(() -> process(batch));
      } else {
        batch.forEach(source::release);
      }
      placed = false;
    }
  }

  private void startBatch(Runnable batch) {
    Thread.ofVirtual().name("batch for " + function.configuration().name()).start(batch);
  }

  /// Whether there was one before the mapping was stopped.
  private boolean takeSlot() {
    try {
      slots.take();
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(AFTER_A_FAILURE);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private List<MessageSource.Message> gather() {
    List<MessageSource.Message> batch = new ArrayList<>();
    List<MessageSource.Message> received;
    do {
      received = source.receive(Math.min(MAXIMUM_RECEIVE, configuration.batchSize()), LONG_POLL);
      batch.addAll(wanted(received));
    } while (batch.isEmpty() && !received.isEmpty() && !stopped);
    if (batch.isEmpty()) {
      return batch;
    }
    long end = System.nanoTime() + configuration.window().toNanos();
    long left = configuration.window().toNanos();
    // The window also closes when there is as much as an invocation may carry.
    while (!stopped
        && left > 0
        && batch.size() < configuration.batchSize()
        && bytes(batch) < LambdaLimits.PAYLOAD_BYTES) {
      int room = Math.min(MAXIMUM_RECEIVE, configuration.batchSize() - batch.size());
      Duration wait = Duration.ofNanos(left);
      batch.addAll(wanted(source.receive(room, wait.compareTo(LONG_POLL) < 0 ? wait : LONG_POLL)));
      left = end - System.nanoTime();
    }
    return batch;
  }

  /// Deletes the others, as Lambda does.
  private List<MessageSource.Message> wanted(List<MessageSource.Message> received) {
    List<MessageSource.Message> wanted = new ArrayList<>();
    for (MessageSource.Message message : received) {
      if (configuration.filter().wants(message)) {
        wanted.add(message);
      } else {
        source.delete(message);
      }
    }
    return wanted;
  }

  private void process(List<MessageSource.Message> batch) {
    processInOrder(List.of(batch));
  }

  /// What follows a batch of which something failed stays in the queue, too.
  private void processInOrder(List<List<MessageSource.Message>> batches) {
    try {
      for (List<MessageSource.Message> batch : batches) {
        InvocationResult result = function.invoke(SqsEvent.of(batch, source.arn(), region));
        List<MessageSource.Message> done =
            BatchOutcome.done(batch, result, configuration.partialFailures());
        done.forEach(source::delete);
        if (done.size() < batch.size()) {
          return;
        }
      }
    } catch (RuntimeException e) {
      function.note("a batch of " + source.arn() + " stays in the queue: " + e);
    } finally {
      slots.giveBack();
    }
  }

  private static long bytes(List<MessageSource.Message> batch) {
    return batch.stream()
        .mapToLong(message -> message.body().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }
}
