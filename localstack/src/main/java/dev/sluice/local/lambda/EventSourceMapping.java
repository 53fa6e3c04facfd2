package dev.sluice.local.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Feeds a function from a queue ("Using Lambda with Amazon SQS", Lambda developer guide): long
/// polls, gathers batches within the batching window, keeps at most so many batches in work, and
/// deletes only messages that the function did. The rest shows itself again when its visibility
/// timeout is over.
public final class EventSourceMapping implements AutoCloseable {
  /// Lambda begins with five concurrent batches and adds more later; here it stays with them.
  private static final int DEFAULT_CONCURRENCY = 5;

  /// SQS's ReceiveMessage gives at most ten at a time and waits at most 20 seconds.
  private static final int MAXIMUM_RECEIVE = 10;

  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  /// Before it asks a queue again that has failed.
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

  private final MessageSource source;
  private final LambdaFunction function;
  private final MappingConfiguration configuration;
  private final String region;
  private final int concurrency;
  private final Semaphore batches;
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
    this.concurrency = configuration.maximumConcurrency().orElse(DEFAULT_CONCURRENCY);
    this.batches = new Semaphore(concurrency);
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
    return batches.tryAcquire(concurrency, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    stopped = true;
    poller.interrupt();
  }

  private void poll() {
    while (!stopped) {
      try {
        batches.acquire();
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
      if (received.isEmpty() || stopped) {
        received.forEach(source::release);
        return;
      }
      handedOn = true;
      start(InvocationBatches.of(received, source.arn(), region));
    } finally {
      if (!handedOn) {
        batches.release();
      }
    }
  }

  /// The first has its place; each other one waits for its own.
  private void start(List<List<MessageSource.Message>> invocations) {
    boolean first = true;
    for (List<MessageSource.Message> batch : invocations) {
      if (!first) {
        batches.acquireUninterruptibly();
      }
      first = false;
      Thread.ofVirtual()
          .name("batch for " + function.configuration().name())
          .start(() -> process(batch));
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
    List<MessageSource.Message> batch =
        new ArrayList<>(
            source.receive(Math.min(MAXIMUM_RECEIVE, configuration.batchSize()), LONG_POLL));
    if (batch.isEmpty()) {
      return batch;
    }
    long end = System.nanoTime() + configuration.window().toNanos();
    long left = configuration.window().toNanos();
    // The window also closes when the batch would be larger than an invocation may be.
    while (!stopped
        && left > 0
        && batch.size() < configuration.batchSize()
        && bytes(batch) < LambdaLimits.PAYLOAD_BYTES / 2) {
      int room = Math.min(MAXIMUM_RECEIVE, configuration.batchSize() - batch.size());
      Duration wait = Duration.ofNanos(left);
      batch.addAll(source.receive(room, wait.compareTo(LONG_POLL) < 0 ? wait : LONG_POLL));
      left = end - System.nanoTime();
    }
    return batch;
  }

  private void process(List<MessageSource.Message> batch) {
    try {
      InvocationResult result = function.invoke(SqsEvent.of(batch, source.arn(), region));
      BatchOutcome.done(batch, result, configuration.partialFailures()).forEach(source::delete);
    } catch (RuntimeException e) {
      function.note("a batch of " + source.arn() + " stays in the queue: " + e);
    } finally {
      batches.release();
    }
  }

  private static long bytes(List<MessageSource.Message> batch) {
    return batch.stream()
        .mapToLong(message -> message.body().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }
}
