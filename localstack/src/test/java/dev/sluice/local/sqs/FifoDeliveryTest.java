package dev.sluice.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// In which order a FIFO queue gives its messages, and which it gives only once.
class FifoDeliveryTest extends FifoQueue {
  @Test
  void messages_come_in_order_and_tell_group_number_and_deduplication_id() {
    SendMessageResponse one = send(work, "a", "one", "id-1");
    SendMessageResponse two = send(work, "a", "two");

    List<Message> received = receive(work);

    assertThat(received).extracting(Message::body).containsExactly("one", "two");
    assertThat(one.sequenceNumber()).hasSize(20).isLessThan(two.sequenceNumber());
    assertThat(received.getFirst().attributes())
        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "a")
        .containsEntry(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID, "id-1")
        .containsEntry(MessageSystemAttributeName.SEQUENCE_NUMBER, one.sequenceNumber());
    assertThat(received.getLast().attributes())
        .containsEntry(
            MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID,
            "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3");
  }

  @Test
  void a_receive_takes_as_much_of_a_group_as_it_can_before_another() {
    sendAll("a1", "b1", "a2", "a3", "b2");

    assertThat(bodies(3)).containsExactly("a1", "a2", "a3");
    assertThat(bodies(10)).containsExactly("b1", "b2");
    assertThat(attributes(work)).containsEntry("ApproximateNumberOfMessagesNotVisible", "5");
  }

  @Test
  void a_hidden_message_holds_up_those_behind_it() {
    sendAll("a1", "a2", "b1", "a3");
    List<Message> hidden = receive(work, 2);
    assertThat(hidden).extracting(Message::body).containsExactly("a1", "a2");

    assertThat(bodies(10)).containsExactly("b1");
    assertThat(attributes(work))
        .containsEntry("ApproximateNumberOfMessages", "1")
        .containsEntry("ApproximateNumberOfMessagesNotVisible", "3");
    wire.clock.advance(Duration.ofSeconds(1));
    hide(hidden.getFirst(), 0);
    assertThat(bodies(10)).as("the one behind it is still hidden").containsExactly("a1");
    delete(hidden.getLast());
    assertThat(bodies(10)).isEmpty();

    wire.clock.advance(Duration.ofSeconds(30));

    // Groups whose first message has been there longest come first.
    assertThat(bodies(10)).containsExactly("b1", "a1", "a3");
  }

  @Test
  void what_is_hidden_longer_holds_up_only_what_is_behind_it() {
    sendAll("a1", "a2", "a3");
    hide(receive(work).get(1), 600);
    wire.clock.advance(Duration.ofSeconds(30));

    assertThat(bodies(10)).containsExactly("a1");
  }

  @Test
  void a_receive_that_waits_gets_the_next_of_a_group_when_the_one_before_is_deleted()
      throws Exception {
    sendAll("a1", "a2");
    Message first = receive(work, 1).getFirst();
    CompletableFuture<List<Message>> waiting = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () ->
                waiting.complete(
                    sqs.receiveMessage(it -> it.queueUrl(work).waitTimeSeconds(20)).messages()));
    Queue queue = wire.service.queueByUrl(work).orElseThrow();
    await().until(() -> queue.waiting() == 1);

    delete(first);

    assertThat(waiting.get(10, TimeUnit.SECONDS)).extracting(Message::body).containsExactly("a2");
  }

  @Test
  void an_expired_receipt_deletes_nothing() {
    sendAll("a1");
    Message old = receive(work).getFirst();
    wire.clock.advance(Duration.ofSeconds(30));
    refused("InvalidParameterValue", () -> delete(old));

    Message held = receive(work).getFirst();
    refused("InvalidParameterValue", () -> delete(old));
    delete(held);
    delete(held);

    assertThat(attributes(work)).containsEntry("ApproximateNumberOfMessagesNotVisible", "0");
  }

  @Test
  void a_duplicate_is_answered_as_the_first_for_five_minutes_and_not_given() {
    SendMessageResponse first = send(work, "a", "one", "id");
    delete(receive(work).getFirst());
    wire.clock.advance(Duration.ofMinutes(5).minusMillis(1));

    SendMessageResponse second = send(work, "b", "two", "id");

    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.sequenceNumber()).isEqualTo(first.sequenceNumber());
    assertThat(receive(work)).isEmpty();
    wire.clock.advance(Duration.ofMillis(1));
    assertThat(send(work, "b", "two", "id").messageId()).isNotEqualTo(first.messageId());
    assertThat(bodies(10)).containsExactly("two");
  }

  @Test
  void equal_bodies_are_duplicates_where_the_queue_says_so() {
    SendMessageResponse first = send(work, "a", "same");
    assertThat(send(work, "b", "same").messageId()).isEqualTo(first.messageId());
    assertThat(send(work, "b", "same", "another-id").messageId()).isNotEqualTo(first.messageId());
  }

  @Test
  void deduplication_may_go_by_group() {
    set(work, "DeduplicationScope", "messageGroup");
    send(work, "a", "one", "id");
    send(work, "a", "two", "id");
    send(work, "b", "three", "id");

    assertThat(bodies(10)).containsExactly("one", "three");
  }

  @Test
  void a_batch_is_numbered_and_deduplicated_entry_by_entry() {
    var sent =
        sqs.sendMessageBatch(
                it ->
                    it.queueUrl(work)
                        .entries(entry("x", "one"), entry("y", "two"), entry("z", "one")))
            .successful();

    assertThat(sent).hasSize(3).allMatch(it -> it.sequenceNumber().length() == 20);
    assertThat(sent.getLast().sequenceNumber()).isEqualTo(sent.getFirst().sequenceNumber());
    assertThat(bodies(10)).containsExactly("one", "two");
    refused(
        "InvalidParameterValue",
        () ->
            sqs.sendMessageBatch(
                it ->
                    it.queueUrl(work)
                        .entries(
                            entry("x", "three"),
                            SendMessageBatchRequestEntry.builder()
                                .id("y")
                                .messageBody("no group")
                                .build())));
    assertThat(receive(work)).isEmpty();
  }

  @Test
  void a_dead_letter_keeps_its_group_and_makes_way_for_the_next() {
    String dead = create("dead.fifo", QueueAttributeName.FIFO_QUEUE);
    redrive(work, dead);
    sendAll("a1", "a2");
    assertThat(receive(work, 1)).hasSize(1);
    wire.clock.advance(Duration.ofSeconds(30));

    assertThat(bodies(10)).containsExactly("a2");

    Message letter = receive(dead).getFirst();
    assertThat(letter.body()).isEqualTo("a1");
    assertThat(letter.attributes())
        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "a")
        .containsKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
  }

  @Test
  void a_dead_letter_is_kept_as_long_as_if_it_had_just_come() {
    String dead = create("dead.fifo", QueueAttributeName.FIFO_QUEUE);
    redrive(work, dead);
    sendAll("a1");
    wire.clock.advance(Duration.ofDays(3));
    assertThat(receive(work)).hasSize(1);
    wire.clock.advance(Duration.ofSeconds(30));
    assertThat(receive(work)).isEmpty();
    wire.clock.advance(Duration.ofDays(3));

    assertThat(receive(dead)).extracting(Message::body).containsExactly("a1");
  }

  @Test
  void purging_and_retention_free_groups_but_not_deduplication_ids() {
    sendAll("a1", "a2");
    receive(work, 1);
    sqs.purgeQueue(it -> it.queueUrl(work));
    sendAll("a1", "a3");
    assertThat(bodies(10)).containsExactly("a3");
    set(work, "MessageRetentionPeriod", "60");
    wire.clock.advance(Duration.ofSeconds(60));
    sendAll("a4");
    assertThat(bodies(10)).containsExactly("a4");
  }

  @Test
  void only_the_queue_delays() {
    set(work, "DelaySeconds", "10");
    sendAll("a1");
    assertThat(receive(work)).isEmpty();
    assertThat(attributes(work)).containsEntry("ApproximateNumberOfMessagesDelayed", "1");
    wire.clock.advance(Duration.ofSeconds(10));
    assertThat(bodies(10)).containsExactly("a1");
  }
}
