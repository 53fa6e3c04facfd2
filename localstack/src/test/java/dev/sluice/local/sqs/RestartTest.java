package dev.sluice.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that dies is a service that is never closed: the next one opens the same folder.
class RestartTest {
  private final MovableClock clock = new MovableClock();

  @TempDir private Path folder;

  @Test
  void messages_and_their_attributes_are_back() {
    MessageAttribute kind = new MessageAttribute.Text("String", "grüße");
    Message sent =
        start().send("first\nline\r\u2028", Map.of("kind", kind), Map.of(), Optional.empty());
    ReceivedMessage received = start().receive(10, Duration.ZERO).getFirst();
    assertThat(received.messageId()).isEqualTo(sent.id());
    assertThat(received.body()).isEqualTo("first\nline\r\u2028");
    assertThat(received.messageAttributes()).containsEntry("kind", kind);
    assertThat(received.attributes())
        .containsEntry("SentTimestamp", Long.toString(sent.sentAt().toEpochMilli()));
  }

  @Test
  void deleted_and_purged_messages_stay_away() {
    Queue queue = start();
    queue.send("one");
    queue.delete(queue.receive(1, Duration.ZERO).getFirst().receiptHandle());
    assertThat(start().visible()).isZero();
    Queue again = start();
    again.send("two");
    again.purge();
    assertThat(start().visible()).isZero();
  }

  @Test
  void a_message_in_flight_is_available_at_once_and_its_receives_are_counted_on() {
    Queue queue = start();
    queue.send("one");
    String oldHandle = queue.receive(1, Duration.ZERO).getFirst().receiptHandle();

    Queue restarted = start();

    ReceivedMessage again = restarted.receive(1, Duration.ZERO).getFirst();
    assertThat(again.attributes()).containsEntry("ApproximateReceiveCount", "2");
    assertThat(restarted.delete(oldHandle)).isTrue();
    assertThat(start().visible()).isZero();
  }

  @Test
  void a_second_restart_knows_what_the_first_compacted() {
    Queue queue = start();
    queue.send("one");
    assertThat(queue.receive(1, Duration.ZERO)).hasSize(1);
    start();
    assertThat(start().receive(1, Duration.ZERO).getFirst().attributes())
        .containsEntry("ApproximateReceiveCount", "2")
        .containsKey("ApproximateFirstReceiveTimestamp");
  }

  @Test
  void a_delay_goes_on_and_a_retention_too() {
    start().send("later", Map.of(), Map.of(), Optional.of(Duration.ofMinutes(5)));
    assertThat(start().delayed()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(5));
    assertThat(start().visible()).isEqualTo(1);
    clock.advance(Duration.ofDays(4));
    assertThat(start().visible()).isZero();
  }

  @Test
  void a_torn_last_record_is_dropped_wherever_it_was_torn() throws Exception {
    Queue queue = start();
    queue.send("kept");
    queue.send("törn");
    byte[] whole = Files.readAllBytes(journal());
    int secondRecord =
        new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
    for (int length = secondRecord; length < whole.length - 1; length++) {
      Files.write(journal(), java.util.Arrays.copyOf(whole, length));
      Queue restarted = start();
      assertThat(restarted.receive(10, Duration.ZERO))
          .as("torn after %d bytes", length)
          .extracting(ReceivedMessage::body)
          .containsExactly("kept");
    }
  }

  @Test
  void what_is_sent_after_a_torn_record_is_kept() throws Exception {
    start().send("kept");
    Files.writeString(journal(), "0badc0de {\"type\":\"se", StandardOpenOption.APPEND);
    start().send("new");
    assertThat(start().receive(10, Duration.ZERO))
        .extracting(ReceivedMessage::body)
        .containsExactlyInAnyOrder("kept", "new");
  }

  @Test
  void damage_in_the_middle_is_reported_and_nothing_overwritten() throws Exception {
    Queue queue = start();
    queue.send("one");
    queue.send("two");
    List<String> lines = Files.readAllLines(journal());
    String damaged = lines.getFirst().replace("one", "0ne") + "\n" + lines.getLast() + "\n";
    Files.writeString(journal(), damaged);
    assertThatThrownBy(this::start)
        .rootCause()
        .hasMessageContaining("Line 1 of")
        .hasMessageContaining("is damaged");
    assertThat(journal()).hasContent(damaged);
  }

  @Test
  void the_journal_of_an_emptied_queue_does_not_grow_for_ever() {
    Queue queue = start();
    for (int i = 0; i < 3; i++) {
      queue.send("x".repeat(600_000));
      queue.delete(queue.receive(1, Duration.ZERO).getFirst().receiptHandle());
    }
    assertThat(journal().toFile().length()).isLessThan(1_000_000);
    queue.send("after");
    assertThat(start().receive(10, Duration.ZERO))
        .extracting(ReceivedMessage::body)
        .containsExactly("after");
  }

  @Test
  void a_deleted_queue_leaves_nothing() {
    SqsService sqs = service();
    Queue queue = sqs.createQueue(QueueSpec.defaults("work"));
    queue.send("one");
    sqs.deleteQueue(queue);
    assertThat(journal()).doesNotExist();
    assertThat(start().visible()).isZero();
  }

  @Test
  void a_clock_that_had_been_moved_holds_nothing_up() {
    Instant before = clock.instant();
    clock.advance(Duration.ofHours(6));
    start().send("ahead");
    start().send("delayed", Map.of(), Map.of(), Optional.of(Duration.ofMinutes(5)));
    Queue fifo = startFifo();
    sendFifo(fifo, "first");
    sendFifo(fifo, "second");

    clock.set(before);

    Queue restarted = start();
    assertThat(restarted.receive(10, Duration.ZERO))
        .extracting(ReceivedMessage::body)
        .containsExactly("ahead");
    assertThat(restarted.delayed()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(5));
    assertThat(restarted.receive(10, Duration.ZERO))
        .extracting(ReceivedMessage::body)
        .contains("delayed");
    assertThat(startFifo().receive(10, Duration.ZERO))
        .extracting(ReceivedMessage::body)
        .containsExactly("first", "second");
  }

  @Test
  void queues_that_clients_made_are_there_again_with_what_they_were_given() {
    SqsService sqs = service();
    sqs.createForClient(QueueSpec.defaults("work")).send("one");
    QueueSpec ordered =
        QueueAttributes.apply(
            QueueSpec.fifoDefaults("orders.fifo"),
            Map.of("ContentBasedDeduplication", "true", "VisibilityTimeout", "7"));
    Queue queue = sqs.createForClient(ordered);
    sqs.change(queue, QueueAttributes.apply(ordered, Map.of("DelaySeconds", "9")));
    sqs.deleteQueue(sqs.createForClient(QueueSpec.defaults("gone")));
    // A template's: made again by whoever starts.
    sqs.createQueue(QueueSpec.defaults("declared"));

    SqsService restarted = service();
    restarted.reopen();

    assertThat(restarted.queues())
        .extracting(Queue::name)
        .containsExactlyInAnyOrder("work", "orders.fifo");
    assertThat(restarted.queueByName("work").orElseThrow().visible()).isEqualTo(1);
    assertThat(restarted.queueByName("orders.fifo").orElseThrow().spec())
        .isEqualTo(QueueAttributes.apply(ordered, Map.of("DelaySeconds", "9")));
  }

  @Test
  void a_fifo_queue_goes_on_in_its_order_and_knows_duplicates_of_what_is_gone() {
    Queue queue = startFifo();
    sendFifo(queue, "one");
    Message two = sendFifo(queue, "two");
    queue.delete(queue.receive(1, Duration.ZERO).getFirst().receiptHandle());
    assertThat(queue.receive(1, Duration.ZERO)).hasSize(1);
    startFifo();
    Queue restarted = startFifo();

    assertThat(sendFifo(restarted, "two").id()).isEqualTo(two.id());
    sendFifo(restarted, "one");
    Message three = sendFifo(restarted, "three");

    assertThat(three.system("SequenceNumber")).isGreaterThan(two.system("SequenceNumber"));
    assertThat(restarted.receive(10, Duration.ZERO))
        .extracting(ReceivedMessage::body)
        .containsExactly("two", "three");
    clock.advance(Duration.ofMinutes(5));
    sendFifo(startFifo(), "one");
    assertThat(startFifo().receive(10, Duration.ZERO))
        .extracting(ReceivedMessage::body)
        .containsExactly("two", "three", "one");
  }

  @Test
  void the_journal_of_an_emptied_fifo_queue_is_shortened_once_nothing_can_be_a_duplicate() {
    Queue queue = startFifo();
    for (int i = 0; i < 2; i++) {
      sendFifo(queue, i + "x".repeat(600_000));
      queue.delete(queue.receive(1, Duration.ZERO).getFirst().receiptHandle());
    }
    Path journal = folder.resolve("work.fifo.journal");
    assertThat(journal.toFile().length()).isGreaterThan(1_000_000);

    clock.advance(Duration.ofMinutes(5));
    queue.purge();

    assertThat(journal).isEmptyFile();
  }

  private Queue startFifo() {
    return service().createQueue(QueueSpec.fifoDefaults("work.fifo"));
  }

  private static Message sendFifo(Queue queue, String body) {
    return queue.send(
        body,
        Map.of(),
        Map.of(
            "MessageGroupId",
            "a",
            "MessageDeduplicationId",
            body.substring(0, Math.min(body.length(), 5))),
        Optional.empty());
  }

  private Queue start() {
    return service().createQueue(QueueSpec.defaults("work"));
  }

  private SqsService service() {
    return new SqsService(
        "us-east-1",
        "000000000000",
        URI.create("http://127.0.0.1:4566"),
        Optional.of(folder),
        clock);
  }

  private Path journal() {
    return folder.resolve("work.journal");
  }
}
