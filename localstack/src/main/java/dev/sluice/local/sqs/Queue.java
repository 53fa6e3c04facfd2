package dev.sluice.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/// One standard queue, for callers in this process and for the wire. Safe for use by many threads;
/// a waiting receive parks its thread and costs nothing.
public final class Queue {
  /// SQS API reference, ReceiveMessage.
  static final int MAX_RECEIVE = 10;

  private final String arn;
  private final String url;
  private final String account;
  private final InstantSource clock;
  private final Supplier<String> ids;
  private final Function<String, Optional<Queue>> queueByArn;
  private final MessageStore store;
  private final Journal journal;
  private final Instant createdAt;
  private final QueueTags tags = new QueueTags();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile QueueSpec spec;
  private volatile Instant modifiedAt;
  private boolean closed;
  private boolean hurried;

  Queue(SqsService.Surroundings around, QueueSpec spec, MessageStore store, Journal journal) {
    this.arn = around.arn(spec.name());
    this.url = around.url(spec.name());
    this.account = around.account();
    this.clock = around.clock();
    this.ids = around.ids();
    this.queueByArn = around.queueByArn();
    this.spec = spec;
    this.store = store;
    this.journal = journal;
    this.createdAt = clock.instant();
    this.modifiedAt = createdAt;
  }

  public String name() {
    return spec.name();
  }

  public String arn() {
    return arn;
  }

  public String url() {
    return url;
  }

  public QueueSpec spec() {
    return spec;
  }

  QueueTags tags() {
    return tags;
  }

  /// Adds tags, which last as long as the process.
  public void tag(Map<String, String> more) {
    tags.add(more);
  }

  /// Sends a message; when this returns, the message outlives the process.
  ///
  /// @return the message's id
  /// @throws SqsException if the body is empty, too long, or has characters that SQS does not carry
  public String send(String body) {
    return send(body, Map.of());
  }

  /// Sends a message with attributes.
  public String send(String body, Map<String, MessageAttribute> attributes) {
    return send(body, attributes, Map.of(), Optional.empty()).id();
  }

  Message send(
      String body,
      Map<String, MessageAttribute> attributes,
      Map<String, String> system,
      Optional<Duration> delay) {
    Instant now = clock.instant();
    Message message = new Message(ids.get(), body, now, attributes, system);
    MessageRules.check(message, spec);
    accept(StoredMessage.sent(message, now.plus(delay.orElse(spec.delay()))));
    return message;
  }

  /// Hides and returns up to `maximum` messages (1 to 10). If there are none, waits up to `wait`
  /// (at most 20 seconds) for the first; an interrupt ends the wait with an empty list and stays
  /// set.
  public List<ReceivedMessage> receive(int maximum, Duration wait) {
    return receive(maximum, wait, spec.visibilityTimeout());
  }

  List<ReceivedMessage> receive(int maximum, Duration wait, Duration visibility) {
    MessageRules.requireRange("MaxNumberOfMessages", maximum, 1, MAX_RECEIVE);
    MessageRules.requireRange(
        "WaitTimeSeconds", wait.toSeconds(), 0, QueueSpec.MAX_RECEIVE_WAIT.toSeconds());
    requireVisibility(visibility);
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      Optional<Queue> deadLetters =
          spec.redrive().flatMap(r -> queueByArn.apply(r.deadLetterQueueArn()));
      // A dead-letter queue that is gone must not cost messages: they stay here.
      OptionalInt maxReceives =
          deadLetters.isPresent()
              ? OptionalInt.of(spec.redrive().orElseThrow().maxReceiveCount())
              : OptionalInt.empty();
      MessageStore.Taken taken;
      lock.lock();
      try {
        Instant now = clock.instant();
        store.expire(now, spec.retention());
        taken =
            closed ? MessageStore.Taken.NOTHING : store.take(maximum, now, visibility, maxReceives);
        if (!taken.delivered().isEmpty()) {
          List<String> delivered = taken.delivered().stream().map(StoredMessage::id).toList();
          journal.append(List.of(new JournalRecord.Received(delivered, now)));
        } else if (taken.dead().isEmpty() && !awaitChange(deadline, now)) {
          return List.of();
        }
      } finally {
        lock.unlock();
      }
      // Outside the lock: two queues may be each other's dead-letter queue.
      deadLetters.ifPresent(queue -> taken.dead().forEach(dead -> bury(dead, queue)));
      if (!taken.delivered().isEmpty()) {
        return taken.delivered().stream().map(this::received).toList();
      }
    }
  }

  /// Deletes the message that the receipt was for; any receipt of the message will do, as on AWS.
  ///
  /// @return false if it was gone already, which is no error
  /// @throws SqsException if this queue never gave such a handle
  public boolean delete(String receiptHandle) {
    Receipt receipt = Receipt.parse(receiptHandle, name());
    return locked(() -> forget(receipt.messageId()));
  }

  /// Lets a message in flight come back after `visibility` from now (0 to 12 hours).
  ///
  /// @throws SqsException `MESSAGE_NOT_IN_FLIGHT` if the receipt no longer holds the message
  public void changeVisibility(String receiptHandle, Duration visibility) {
    requireVisibility(visibility);
    Receipt receipt = Receipt.parse(receiptHandle, name());
    locked(
        () -> {
          Instant now = clock.instant();
          if (!store.hide(receipt.messageId(), receipt.receiveCount(), now, now.plus(visibility))) {
            throw new SqsException(
                SqsError.MESSAGE_NOT_IN_FLIGHT,
                "The message referred to isn't in flight: deleted, visible again, or received by another since.");
          }
          changed.signalAll();
          return true;
        });
  }

  /// Messages a receive would find now.
  public int visible() {
    return counts().visible();
  }

  /// Messages received and neither deleted nor visible again.
  public int inFlight() {
    return counts().inFlight();
  }

  /// Messages sent whose delay isn't over.
  public int delayed() {
    return counts().delayed();
  }

  /// Receives that wait for a message now.
  int waiting() {
    return locked(() -> lock.getWaitQueueLength(changed));
  }

  MessageStore.Counts counts() {
    return locked(
        () -> {
          Instant now = clock.instant();
          store.expire(now, spec.retention());
          return store.counts(now);
        });
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant modifiedAt() {
    return modifiedAt;
  }

  void change(QueueSpec newSpec) {
    spec = newSpec;
    modifiedAt = clock.instant();
  }

  void purge() {
    locked(
        () -> {
          journal.append(List.of(new JournalRecord.Purged()));
          store.clear();
          journal.nothingLeft();
          return true;
        });
  }

  /// Looks again whether something has become visible.
  void timeMoved() {
    locked(
        () -> {
          changed.signalAll();
          return true;
        });
  }

  void waitNoMore() {
    locked(
        () -> {
          hurried = true;
          changed.signalAll();
          return true;
        });
  }

  void close() {
    end(journal::close);
  }

  void deleteForGood() {
    end(journal::delete);
  }

  private void end(Runnable farewell) {
    locked(
        () -> {
          if (!closed) {
            closed = true;
            changed.signalAll();
            farewell.run();
          }
          return true;
        });
  }

  private void accept(StoredMessage stored) {
    locked(
        () -> {
          if (closed) {
            throw SqsService.noSuchQueue();
          }
          journal.append(List.of(new JournalRecord.Sent(stored)));
          store.put(stored);
          changed.signalAll();
          return true;
        });
  }

  /// First there, then not here: a crash in between leaves the message twice, never not at all.
  private void bury(StoredMessage dead, Queue deadLetters) {
    Message message = dead.message();
    Map<String, String> system = new HashMap<>(message.system());
    system.put("DeadLetterQueueSourceArn", arn);
    Message letter =
        new Message(message.id(), message.body(), message.sentAt(), message.attributes(), system);
    try {
      deadLetters.accept(StoredMessage.letter(letter, clock.instant(), dead.allReceives()));
    } catch (RuntimeException refused) {
      locked(
          () -> {
            store.put(dead);
            return true;
          });
      throw refused;
    }
    locked(
        () -> {
          journal.append(List.of(new JournalRecord.Deleted(List.of(dead.id()))));
          return true;
        });
  }

  private boolean forget(String id) {
    if (closed || store.get(id) == null) {
      return false;
    }
    journal.append(List.of(new JournalRecord.Deleted(List.of(id))));
    store.remove(id);
    if (store.isEmpty()) {
      journal.nothingLeft();
    }
    return true;
  }

  /// Waits until something may have become visible; false when the time is up.
  @SuppressWarnings("WaitNotInLoop") // The caller looks again and loops.
  private boolean awaitChange(long deadline, Instant now) {
    long left = deadline - System.nanoTime();
    if (closed || hurried || left <= 0) {
      return false;
    }
    long untilVisible =
        store
            .nextVisibleAt()
            .map(at -> TimeUnit.MILLISECONDS.toNanos(Duration.between(now, at).toMillis() + 1))
            .orElse(left);
    try {
      long _ = changed.awaitNanos(Math.min(left, untilVisible));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ReceivedMessage received(StoredMessage stored) {
    Message message = stored.message();
    Map<String, String> attributes = new HashMap<>(message.system());
    attributes.put("SenderId", account);
    attributes.put("SentTimestamp", Long.toString(message.sentAt().toEpochMilli()));
    attributes.put("ApproximateReceiveCount", Integer.toString(stored.allReceives()));
    stored
        .firstReceivedAt()
        .ifPresent(
            at ->
                attributes.put(
                    "ApproximateFirstReceiveTimestamp", Long.toString(at.toEpochMilli())));
    return new ReceivedMessage(
        message.id(),
        new Receipt(name(), message.id(), stored.receiveCount()).handle(),
        message.body(),
        Checksums.ofBody(message.body()),
        attributes,
        message.attributes());
  }

  private static void requireVisibility(Duration visibility) {
    MessageRules.requireRange(
        "VisibilityTimeout", visibility.toSeconds(), 0, QueueSpec.MAX_VISIBILITY.toSeconds());
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
