package dev.sluice.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;
import software.amazon.awssdk.services.sqs.model.UnsupportedOperationException;

/// Queues and refusals over the JSON protocol: the SDK has a type for each error, chosen by what
/// the wire says.
class SdkQueuesTest {
  private static final int MEBIBYTE = 1 << 20;

  private final SqsWire wire = new SqsWire();
  private final SqsClient sqs = wire.client;
  private final String work = sqs.createQueue(it -> it.queueName("work")).queueUrl();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void dead_letters_need_a_queue_that_is_there() {
    assertThatThrownBy(
            () ->
                sqs.createQueue(
                    it ->
                        it.queueName("lonely")
                            .attributes(
                                Map.of(
                                    QueueAttributeName.REDRIVE_POLICY,
                                    "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:none\",\"maxReceiveCount\":\"2\"}"))))
        .hasMessageContaining("Dead letter target does not exist");
  }

  @Test
  void a_queue_is_found_by_its_name_and_listed_by_a_prefix() {
    sqs.createQueue(it -> it.queueName("other"));

    assertThat(work).isEqualTo(wire.endpoint() + "/000000000000/work");
    assertThat(sqs.getQueueUrl(it -> it.queueName("work")).queueUrl()).isEqualTo(work);
    assertThat(sqs.listQueues().queueUrls()).hasSize(2);
    assertThat(sqs.listQueues(it -> it.queueNamePrefix("wo")).queueUrls()).containsExactly(work);
    assertThat(sqs.listQueues(it -> it.queueNamePrefix("none")).queueUrls()).isEmpty();
  }

  @Test
  void queues_are_listed_page_by_page() {
    IntStream.range(0, 4).forEach(number -> sqs.createQueue(it -> it.queueName("queue-" + number)));

    assertThat(sqs.listQueuesPaginator(it -> it.maxResults(2)).queueUrls())
        .hasSize(5)
        .doesNotHaveDuplicates();
    assertThat(sqs.listQueues(it -> it.maxResults(2)).queueUrls()).hasSize(2);
  }

  @Test
  void attributes_are_read_and_changed() {
    sqs.setQueueAttributes(
        it ->
            it.queueUrl(work)
                .attributes(
                    Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT, "77",
                        QueueAttributeName.DELAY_SECONDS, "5")));

    assertThat(
            sqs.getQueueAttributes(it -> it.queueUrl(work).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings())
        .containsEntry("QueueArn", "arn:aws:sqs:us-east-1:000000000000:work")
        .containsEntry("VisibilityTimeout", "77")
        .containsEntry("DelaySeconds", "5")
        .containsEntry("MessageRetentionPeriod", "345600")
        .containsEntry("MaximumMessageSize", "1048576")
        .containsEntry("ApproximateNumberOfMessages", "0");
  }

  @Test
  void creating_a_queue_again_gives_the_same_one_unless_it_would_be_another() {
    assertThat(sqs.createQueue(it -> it.queueName("work")).queueUrl()).isEqualTo(work);
    refused(
        QueueNameExistsException.class,
        () ->
            sqs.createQueue(
                it ->
                    it.queueName("work")
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"))));
  }

  @Test
  void a_queue_that_is_not_there_is_refused_by_every_operation() {
    String none = wire.endpoint() + "/000000000000/none";

    assertThatThrownBy(() -> sqs.getQueueUrl(it -> it.queueName("none")))
        .isInstanceOfSatisfying(
            QueueDoesNotExistException.class,
            refusal -> {
              assertThat(refusal.statusCode()).isEqualTo(400);
              assertThat(refusal.awsErrorDetails().errorCode())
                  .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
            });
    refused(
        QueueDoesNotExistException.class,
        () -> sqs.sendMessage(it -> it.queueUrl(none).messageBody("x")));
    refused(QueueDoesNotExistException.class, () -> sqs.receiveMessage(it -> it.queueUrl(none)));
    sqs.deleteQueue(it -> it.queueUrl(work));
    refused(QueueDoesNotExistException.class, () -> sqs.purgeQueue(it -> it.queueUrl(work)));
  }

  @Test
  void a_message_over_the_limit_is_refused_and_one_at_the_limit_is_not() {
    sqs.sendMessage(it -> it.queueUrl(work).messageBody("x".repeat(MEBIBYTE)));
    refused(
        "InvalidParameterValue",
        "shorter than 1048576 bytes",
        () -> sqs.sendMessage(it -> it.queueUrl(work).messageBody("x".repeat(MEBIBYTE + 1))));
  }

  @Test
  void a_batch_over_a_limit_is_refused_as_a_whole() {
    refused(
        BatchRequestTooLongException.class,
        () -> send(entry("a", "x".repeat(MEBIBYTE / 2)), entry("b", "x".repeat(MEBIBYTE / 2 + 1))));
    refused(
        TooManyEntriesInBatchRequestException.class,
        () ->
            send(
                IntStream.range(0, 11)
                    .mapToObj(number -> entry("id" + number, "x"))
                    .toArray(SendMessageBatchRequestEntry[]::new)));
    refused(EmptyBatchRequestException.class, () -> send());
    refused(BatchEntryIdsNotDistinctException.class, () -> send(entry("a", "x"), entry("a", "y")));
    refused(InvalidBatchEntryIdException.class, () -> send(entry("a b", "x")));
    assertThat(sqs.receiveMessage(it -> it.queueUrl(work)).messages()).isEmpty();
  }

  @Test
  void a_value_outside_its_range_is_refused() {
    refused(
        "InvalidParameterValue",
        "MaxNumberOfMessages",
        () -> sqs.receiveMessage(it -> it.queueUrl(work).maxNumberOfMessages(11)));
    refused(
        "InvalidParameterValue",
        "WaitTimeSeconds",
        () -> sqs.receiveMessage(it -> it.queueUrl(work).waitTimeSeconds(21)));
    refused(
        "InvalidParameterValue",
        "DelaySeconds",
        () -> sqs.sendMessage(it -> it.queueUrl(work).messageBody("x").delaySeconds(901)));
    refused(
        InvalidAttributeValueException.class,
        () -> set(QueueAttributeName.VISIBILITY_TIMEOUT, "43201"));
  }

  @Test
  void receipts_and_contents_that_can_not_be_right_are_refused() {
    refused(
        ReceiptHandleIsInvalidException.class,
        () -> sqs.deleteMessage(it -> it.queueUrl(work).receiptHandle("nonsense")));
    refused(
        InvalidMessageContentsException.class,
        () -> sqs.sendMessage(it -> it.queueUrl(work).messageBody("\u0000")));
    refused(
        "MissingParameter",
        "MessageBody",
        () -> sqs.sendMessage(it -> it.queueUrl(work).messageBody("")));
    sqs.sendMessage(it -> it.queueUrl(work).messageBody("x"));
    String handle =
        sqs.receiveMessage(it -> it.queueUrl(work)).messages().getFirst().receiptHandle();
    sqs.deleteMessage(it -> it.queueUrl(work).receiptHandle(handle));
    refused(
        MessageNotInflightException.class,
        () ->
            sqs.changeMessageVisibility(
                it -> it.queueUrl(work).receiptHandle(handle).visibilityTimeout(9)));
  }

  @Test
  void what_these_queues_do_not_have_is_refused_by_name() {
    refused(UnsupportedOperationException.class, () -> set(QueueAttributeName.POLICY, "{}"));
    refused(
        InvalidAttributeNameException.class,
        () ->
            sqs.setQueueAttributes(
                it -> it.queueUrl(work).attributesWithStrings(Map.of("Colour", "blue"))));
    assertThatThrownBy(() -> sqs.listDeadLetterSourceQueues(it -> it.queueUrl(work)))
        .hasMessageContaining("ListDeadLetterSourceQueues is not valid");
  }

  @Test
  void tags_are_told_replaced_and_taken_away() {
    String url =
        sqs.createQueue(it -> it.queueName("tagged").tags(Map.of("team", "a", "cost", "1")))
            .queueUrl();
    sqs.tagQueue(it -> it.queueUrl(url).tags(Map.of("team", "b")));
    sqs.untagQueue(it -> it.queueUrl(url).tagKeys("cost"));

    assertThat(sqs.listQueueTags(it -> it.queueUrl(url)).tags())
        .containsExactly(Map.entry("team", "b"));
    assertThat(sqs.listQueueTags(it -> it.queueUrl(work)).tags()).isEmpty();
    assertThatThrownBy(() -> sqs.tagQueue(it -> it.queueUrl(url).tags(Map.of())))
        .hasMessageContaining("must contain the parameter Tags");
    assertThatThrownBy(() -> sqs.tagQueue(it -> it.queueUrl(url).tags(Map.of("", "x"))))
        .hasMessageContaining("key of 1 to 128 characters");
  }

  private void send(SendMessageBatchRequestEntry... entries) {
    sqs.sendMessageBatch(it -> it.queueUrl(work).entries(List.of(entries)));
  }

  private void set(QueueAttributeName name, String value) {
    sqs.setQueueAttributes(it -> it.queueUrl(work).attributes(Map.of(name, value)));
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  private static void refused(Class<? extends SqsException> type, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(type, refusal -> assertThat(refusal.statusCode()).isEqualTo(400));
  }

  private static void refused(String code, String message, ThrowingCallable call) {
    Consumer<SqsException> says =
        refusal -> {
          assertThat(refusal.statusCode()).isEqualTo(400);
          assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
          assertThat(refusal).hasMessageContaining(message);
        };
    assertThatThrownBy(call).isInstanceOfSatisfying(SqsException.class, says);
  }
}
