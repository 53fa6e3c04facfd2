package dev.sluice.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/// One queue, for callers in this process and for the wire. Safe for use by many threads; a waiting
/// receive parks its thread and costs nothing.
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
  private final Monitor monitor = new Monitor();
  private volatile QueueSpec spec;
  private volatile Instant modifiedAt;
  private boolean closed;

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
    return send(body, Map.of(), Optional.empty());
  }

  /// Sends a message with attributes, and to a FIFO queue with its group's id.
  public String send(
      String body, Map<String, MessageAttribute> attributes, Optional<String> groupId) {
    Map<String, String> system =
        groupId.map(group -> Map.of(Fifo.GROUP_ID, group)).orElseGet(Map::of);
    return send(body, attributes, system, Optional.empty()).id();
  }

  Message send(
      String body,
      Map<String, MessageAttribute> attributes,
      Map<String, String> system,
      Optional<Duration> delay) {
    Instant now = clock.instant();
    QueueSpec current = spec;
    Map<String, String> complete =
        current.fifo().map(fifo -> fifo.complete(system, body, delay)).orElse(system);
    Message message = new Message(ids.get(), body, now, attributes, complete);
    MessageRules.check(message, current);
    Duration hidden = current.fifo().isPresent() ? current.delay() : delay.orElse(current.delay());
    return monitor.locked(
        () ->
            store
                .duplicate(message, current, now)
                .orElseGet(() -> accept(StoredMessage.sent(message, now.plus(hidden)))));
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
    MessageRules.requireVisibility(visibility);
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      Optional<Queue> deadLetters =
          spec.redrive().flatMap(r -> queueByArn.apply(r.deadLetterQueueArn()));
      // A dead-letter queue that is gone must not cost messages: they stay here.
      OptionalInt maxReceives =
          deadLetters.isPresent()
              ? OptionalInt.of(spec.redrive().orElseThrow().maxReceiveCount())
              : OptionalInt.empty();
      Optional<MessageStore.Taken> found =
          monitor.locked(() -> take(maximum, visibility, maxReceives, deadline));
      if (found.isEmpty()) {
        return List.of();
      }
      MessageStore.Taken taken = found.get();
      // Outside the lock: two queues may be each other's dead-letter queue.
      deadLetters.ifPresent(queue -> taken.dead().forEach(dead -> bury(dead, queue)));
      if (!taken.delivered().isEmpty()) {
        return taken.delivered().stream()
            .map(stored -> ReceivedMessage.of(stored, name(), account))
            .toList();
      }
    }
  }

  /// Takes what is there or waits once for a change; empty when the time is up.
  private Optional<MessageStore.Taken> take(
      int maximum, Duration visibility, OptionalInt maxReceives, long deadline) {
    Instant now = clock.instant();
    store.expire(now, spec.retention());
    if (closed) {
      return Optional.empty();
    }
    MessageStore.Taken taken = store.take(maximum, now, visibility, maxReceives);
    if (!taken.delivered().isEmpty()) {
      List<String> delivered = taken.delivered().stream().map(StoredMessage::id).toList();
      journal.append(List.of(new JournalRecord.Received(delivered, now)));
    } else if (taken.dead().isEmpty() && !monitor.await(deadline, now, store.nextVisibleAt())) {
      return Optional.empty();
    }
    return Optional.of(taken);
  }

  /// Deletes the message that the receipt was for; any receipt of the message will do, as on AWS,
  /// but a FIFO queue's has to be the one that hides the message now.
  ///
  /// @return false if it was gone already, which is no error
  /// @throws SqsException if this queue never gave such a handle, or it has expired
  public boolean delete(String receiptHandle) {
    Receipt receipt = Receipt.parse(receiptHandle, name());
    return monitor.locked(
        () -> {
          if (!store.maySettle(receipt, clock.instant())) {
            throw Receipt.expired(receiptHandle);
          }
          return forget(receipt.messageId());
        });
  }

  /// Lets a message in flight come back after `visibility` from now (0 to 12 hours).
  ///
  /// @throws SqsException `MESSAGE_NOT_IN_FLIGHT` if the receipt no longer holds the message
  public void changeVisibility(String receiptHandle, Duration visibility) {
    MessageRules.requireVisibility(visibility);
    Receipt receipt = Receipt.parse(receiptHandle, name());
    monitor.locked(
        () -> {
          Instant now = clock.instant();
          if (!store.hide(receipt, now, now.plus(visibility))) {
            throw new SqsException(
                SqsError.MESSAGE_NOT_IN_FLIGHT,
                "The message referred to isn't in flight: deleted, visible again, or received by another since.");
          }
          monitor.signal();
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
    return monitor.waiting();
  }

  MessageStore.Counts counts() {
    return monitor.locked(
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
    monitor.locked(
        () -> {
          journal.append(List.of(new JournalRecord.Purged()));
          store.clear();
          shortenJournal();
        });
  }

  /// Looks again whether something has become visible.
  void timeMoved() {
    monitor.signal();
  }

  void waitNoMore() {
    monitor.hurry();
  }

  void close() {
    end(journal::close);
  }

  void deleteForGood() {
    end(journal::delete);
  }

  private void end(Runnable farewell) {
    monitor.locked(
        () -> {
          if (!closed) {
            closed = true;
            monitor.signal();
            farewell.run();
          }
        });
  }

  private Message accept(StoredMessage stored) {
    return monitor.locked(
        () -> {
          if (closed) {
            throw SqsService.noSuchQueue();
          }
          StoredMessage accepted = store.numbered(stored, clock.instant());
          journal.append(List.of(new JournalRecord.Sent(accepted)));
          store.accept(accepted);
          monitor.signal();
          return accepted.message();
        });
  }

  /// First there, then not here: a crash in between leaves the message twice, never not at all.
  private void bury(StoredMessage dead, Queue deadLetters) {
    Message message = dead.message();
    Map<String, String> system = new HashMap<>(message.system());
    system.put(Message.DEAD_LETTER_SOURCE, arn);
    // FIFO queues count a letter's age anew ("Dead-letter queues", SQS developer guide).
    Instant since = spec.fifo().isPresent() ? clock.instant() : message.sentAt();
    Message letter = new Message(message.id(), message.body(), since, message.attributes(), system);
    try {
      Message _ =
          deadLetters.accept(StoredMessage.letter(letter, clock.instant(), dead.allReceives()));
    } catch (RuntimeException refused) {
      monitor.locked(() -> store.put(dead));
      throw refused;
    }
    monitor.locked(() -> journal.append(List.of(new JournalRecord.Deleted(List.of(dead.id())))));
  }

  private boolean forget(String id) {
    if (closed || store.get(id) == null) {
      return false;
    }
    journal.append(List.of(new JournalRecord.Deleted(List.of(id))));
    store.remove(id);
    shortenJournal();
    if (spec.fifo().isPresent()) {
      monitor.signal(); // It may have held up others.
    }
    return true;
  }

  private void shortenJournal() {
    if (store.hasNothingLeft(clock.instant())) {
      journal.nothingLeft();
    }
  }
}
