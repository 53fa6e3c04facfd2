package dev.sluice.local.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A queue in memory that gives every message once.
final class FakeQueue implements MessageSource {
  final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>();
  final List<String> deleted = new CopyOnWriteArrayList<>();

  /// Whether it says it is FIFO.
  boolean ordered;

  /// How often the next receives fail.
  final AtomicInteger failures = new AtomicInteger();

  void send(String id, String body) {
    waiting.add(
        new Message(
            id,
            "receipt-" + id,
            body,
            "md5",
            Map.of("ApproximateReceiveCount", "1"),
            Map.of("kind", new Attribute("String", "note", false))));
  }

  @Override
  public String arn() {
    return "arn:aws:sqs:us-east-1:000000000000:work";
  }

  @Override
  public boolean ordered() {
    return ordered;
  }

  @Override
  public List<Message> receive(int maximum, Duration wait) {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("no queue today");
    }
    List<Message> received = new ArrayList<>();
    try {
      Message first = waiting.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
      if (first != null) {
        received.add(first);
        waiting.drainTo(received, maximum - 1);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return received;
  }

  @Override
  public void delete(Message message) {
    deleted.add(message.messageId());
  }

  @Override
  public void release(Message message) {
    waiting.add(message);
  }
}
