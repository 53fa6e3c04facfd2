package dev.sluice.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// What a FIFO queue is made from and wants of its messages.
class FifoTest extends FifoQueue {
  @Test
  void the_settings_of_a_fifo_queue_are_told_and_changed() {
    assertThat(attributes(work))
        .containsEntry("FifoQueue", "true")
        .containsEntry("ContentBasedDeduplication", "true")
        .containsEntry("DeduplicationScope", "queue")
        .containsEntry("FifoThroughputLimit", "perQueue");

    sqs.setQueueAttributes(
        it ->
            it.queueUrl(work)
                .attributesWithStrings(
                    Map.of(
                        "FifoThroughputLimit", "perMessageGroupId",
                        "ContentBasedDeduplication", "false",
                        "DeduplicationScope", "messageGroup")));

    assertThat(attributes(work))
        .containsEntry("ContentBasedDeduplication", "false")
        .containsEntry("DeduplicationScope", "messageGroup")
        .containsEntry("FifoThroughputLimit", "perMessageGroupId");
  }

  @Test
  void a_queue_is_fifo_exactly_if_its_name_says_so() {
    refused("InvalidParameterValue", () -> sqs.createQueue(it -> it.queueName("other.fifo")));
    refused("InvalidParameterValue", () -> create("other", QueueAttributeName.FIFO_QUEUE));
    refused("InvalidParameterValue", () -> create(".fifo", QueueAttributeName.FIFO_QUEUE));
    assertThat(sqs.createQueue(it -> it.queueName("standard")).queueUrl()).endsWith("/standard");
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    String standard = sqs.createQueue(it -> it.queueName("standard")).queueUrl();
    for (String name :
        List.of(
            "FifoQueue",
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "FifoThroughputLimit")) {
      refused("InvalidAttributeName", () -> set(standard, name, "true"));
      refused("InvalidAttributeValue", () -> set(work, name, "blue"));
    }
    refused("InvalidAttributeValue", () -> set(work, "FifoQueue", "false"));
    refused("InvalidAttributeValue", () -> set(work, "FifoThroughputLimit", "perMessageGroupId"));
    refused(
        "QueueAlreadyExists",
        () ->
            sqs.createQueue(
                it ->
                    it.queueName("work.fifo")
                        .attributesWithStrings(
                            Map.of("FifoQueue", "true", "ContentBasedDeduplication", "false"))));
  }

  @Test
  void a_dead_letter_queue_is_of_the_same_type() {
    String standard = sqs.createQueue(it -> it.queueName("standard")).queueUrl();
    refused("InvalidParameterValue", () -> redrive(work, standard));
    refused("InvalidParameterValue", () -> redrive(standard, work));
  }

  @Test
  void what_a_message_needs_and_must_not_have() {
    String plain = create("plain.fifo", QueueAttributeName.FIFO_QUEUE);
    refused(
        "MissingParameter", () -> sqs.sendMessage(it -> it.queueUrl(work).messageBody("no group")));
    refused("InvalidParameterValue", () -> send(plain, "a", "nothing to tell it by"));
    refused("InvalidParameterValue", () -> send(work, "two words", "x"));
    refused("InvalidParameterValue", () -> send(work, "g".repeat(129), "x"));
    refused("InvalidParameterValue", () -> send(work, "a", "x", "two words"));
    refused("InvalidParameterValue", () -> send(work, "a", "x", ""));
    refused(
        "InvalidParameterValue",
        () ->
            sqs.sendMessage(
                it -> it.queueUrl(work).messageGroupId("a").messageBody("x").delaySeconds(1)));
    send(work, "!~".repeat(64), "x", "d".repeat(128));
    sqs.sendMessage(it -> it.queueUrl(work).messageGroupId("a").messageBody("y").delaySeconds(0));

    assertThat(receive(work)).hasSize(2);
  }

  @Test
  void standard_queues_take_groups_and_no_deduplication_ids() {
    String standard = sqs.createQueue(it -> it.queueName("standard")).queueUrl();
    refused("InvalidParameterValue", () -> send(standard, "a", "x", "id"));
    refused("InvalidParameterValue", () -> send(standard, "two words", "x"));
    assertThat(send(standard, "a", "x").sequenceNumber()).isNull();

    assertThat(receive(standard).getFirst().attributes())
        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "a");
  }
}
