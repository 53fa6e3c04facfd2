package dev.sluice.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// A message's life over the JSON protocol, with AWS's SDK, which itself compares every MD5 with
/// its own.
class SdkMessagesTest {
  private final SqsWire wire = new SqsWire();
  private final SqsClient sqs = wire.client;
  private String work;

  @BeforeEach
  void create() {
    work = sqs.createQueue(it -> it.queueName("work")).queueUrl();
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void what_was_sent_is_received_with_its_attributes_and_their_MD5s() {
    String body = "grüße & <b>\"quotes\"</b>\r\n\t\uD83D\uDE80";
    Map<String, MessageAttributeValue> attributes =
        Map.of(
            "text", value("String", "ü"),
            "number", value("Number.int", "42"),
            "bytes",
                MessageAttributeValue.builder()
                    .dataType("Binary.png")
                    .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 127}))
                    .build());
    SendMessageResponse sent =
        sqs.sendMessage(it -> it.queueUrl(work).messageBody(body).messageAttributes(attributes));

    Message received =
        sqs.receiveMessage(
                it ->
                    it.queueUrl(work)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages()
            .getFirst();

    assertThat(received.messageId()).isEqualTo(sent.messageId());
    assertThat(received.body()).isEqualTo(body);
    assertThat(received.md5OfBody()).isEqualTo(sent.md5OfMessageBody());
    assertThat(received.messageAttributes()).isEqualTo(attributes);
    assertThat(received.md5OfMessageAttributes())
        .isEqualTo(sent.md5OfMessageAttributes())
        .hasSize(32);
    assertThat(received.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
        .containsEntry(MessageSystemAttributeName.SENDER_ID, "000000000000")
        .containsEntry(
            MessageSystemAttributeName.SENT_TIMESTAMP,
            Long.toString(wire.clock.instant().toEpochMilli()));
  }

  @Test
  void only_the_attributes_that_were_asked_for_come_and_the_MD5_is_theirs() {
    sqs.sendMessage(
        it ->
            it.queueUrl(work)
                .messageBody("x")
                .messageAttributes(
                    Map.of(
                        "trace.id", value("String", "1"),
                        "trace.span", value("String", "2"),
                        "other", value("String", "3"))));

    Message received =
        sqs.receiveMessage(it -> it.queueUrl(work).messageAttributeNames("trace.*"))
            .messages()
            .getFirst();

    assertThat(received.messageAttributes()).containsOnlyKeys("trace.id", "trace.span");
    assertThat(received.attributes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "number, Number, abc",
    "number, Number.float, 1e",
    "AWS.trace, String, x",
    "amazon.trace, String, x",
    ".trace, String, x",
    "trace., String, x",
    "a..b, String, x"
  })
  void attributes_that_SQS_does_not_take_are_refused(String name, String type, String text) {
    assertThatThrownBy(
            () ->
                sqs.sendMessage(
                    it ->
                        it.queueUrl(work)
                            .messageBody("x")
                            .messageAttributes(Map.of(name, value(type, text)))))
        .isInstanceOfSatisfying(
            SqsException.class,
            refused ->
                assertThat(refused.awsErrorDetails().errorCode())
                    .isEqualTo("InvalidParameterValue"));
  }

  @Test
  void a_batch_is_sent_received_hidden_and_deleted_entry_by_entry() {
    List<SendMessageBatchRequestEntry> entries =
        List.of(entry("a", "one"), entry("b", "bell\u0007"), entry("c", "three"));
    var sent = sqs.sendMessageBatch(it -> it.queueUrl(work).entries(entries));
    assertThat(sent.successful()).extracting(it -> it.id()).containsExactly("a", "c");
    assertThat(sent.failed())
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.id()).isEqualTo("b");
              assertThat(failed.code()).isEqualTo("InvalidMessageContents");
              assertThat(failed.senderFault()).isTrue();
            });

    List<Message> received = receive(work, 10);
    assertThat(received).extracting(Message::body).containsExactly("one", "three");
    String first = received.getFirst().receiptHandle();
    var hidden =
        sqs.changeMessageVisibilityBatch(
            it -> it.queueUrl(work).entries(List.of(hide("good", first), hide("bad", "nonsense"))));
    assertThat(hidden.successful()).extracting(it -> it.id()).containsExactly("good");
    assertThat(hidden.failed())
        .extracting(it -> it.code())
        .containsExactly("ReceiptHandleIsInvalid");
    assertThat(receive(work, 10)).extracting(Message::body).containsExactly("one");

    var deleted =
        sqs.deleteMessageBatch(
            it ->
                it.queueUrl(work)
                    .entries(
                        List.of(
                            delete("1", first),
                            delete("3", received.get(1).receiptHandle()),
                            delete("bad", "nonsense"))));
    assertThat(deleted.successful()).extracting(it -> it.id()).containsExactly("1", "3");
    assertThat(deleted.failed()).extracting(it -> it.id()).containsExactly("bad");
    assertThat(count(work, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .isEqualTo("0");
  }

  @Test
  void a_long_poll_ends_with_the_message_that_comes() throws Exception {
    CompletableFuture<List<Message>> waiting =
        CompletableFuture.supplyAsync(
            () -> sqs.receiveMessage(it -> it.queueUrl(work).waitTimeSeconds(20)).messages(),
            task -> Thread.ofVirtual().start(task));

    sqs.sendMessage(it -> it.queueUrl(work).messageBody("at last"));

    assertThat(waiting.get(10, TimeUnit.SECONDS))
        .extracting(Message::body)
        .containsExactly("at last");
  }

  @Test
  void a_long_poll_without_a_message_lasts_as_long_as_asked() {
    long start = System.nanoTime();

    assertThat(sqs.receiveMessage(it -> it.queueUrl(work).waitTimeSeconds(1)).messages()).isEmpty();

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
  }

  @Test
  void a_message_can_be_held_longer_and_given_back() {
    sqs.sendMessage(it -> it.queueUrl(work).messageBody("x"));
    String handle = receive(work, 1).getFirst().receiptHandle();

    sqs.changeMessageVisibility(
        it -> it.queueUrl(work).receiptHandle(handle).visibilityTimeout(600));
    wire.clock.advance(Duration.ofSeconds(599));
    assertThat(receive(work, 1)).isEmpty();

    sqs.changeMessageVisibility(it -> it.queueUrl(work).receiptHandle(handle).visibilityTimeout(0));
    assertThat(receive(work, 1)).hasSize(1);
  }

  @Test
  void any_receipt_of_a_message_deletes_it_and_a_second_time_is_no_error() {
    sqs.sendMessage(it -> it.queueUrl(work).messageBody("x"));
    String old = receive(work, 1).getFirst().receiptHandle();
    wire.clock.advance(Duration.ofSeconds(30));
    assertThat(receive(work, 1).getFirst().receiptHandle()).isNotEqualTo(old);

    sqs.deleteMessage(it -> it.queueUrl(work).receiptHandle(old));
    sqs.deleteMessage(it -> it.queueUrl(work).receiptHandle(old));

    wire.clock.advance(Duration.ofSeconds(30));
    assertThat(receive(work, 1)).isEmpty();
  }

  @Test
  void a_message_received_too_often_is_a_dead_letter_whose_receives_are_counted_on() {
    String dead = sqs.createQueue(it -> it.queueName("dead")).queueUrl();
    String source =
        sqs.createQueue(
                it ->
                    it.queueName("source")
                        .attributes(
                            Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":\"2\"}",
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                "0")))
            .queueUrl();
    String id = sqs.sendMessage(it -> it.queueUrl(source).messageBody("x")).messageId();
    assertThat(receive(source, 1)).hasSize(1);
    assertThat(receive(source, 1)).hasSize(1);
    assertThat(receive(source, 1)).isEmpty();

    Message letter = receive(dead, 1).getFirst();

    assertThat(letter.messageId()).isEqualTo(id);
    assertThat(letter.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "3")
        .containsEntry(
            MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN,
            "arn:aws:sqs:us-east-1:000000000000:source");
  }

  @Test
  void a_message_may_be_delayed_more_than_its_queue_delays() {
    sqs.sendMessage(it -> it.queueUrl(work).messageBody("later").delaySeconds(900));
    assertThat(count(work, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
        .isEqualTo("1");

    wire.clock.advance(Duration.ofMinutes(15));

    assertThat(receive(work, 1)).extracting(Message::body).containsExactly("later");
  }

  @Test
  void a_purged_queue_is_empty() {
    sqs.sendMessage(it -> it.queueUrl(work).messageBody("x"));

    sqs.purgeQueue(it -> it.queueUrl(work));

    assertThat(count(work, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo("0");
  }

  @Test
  void who_stops_need_not_wait_for_a_long_poll() throws Exception {
    CompletableFuture<List<Message>> waiting =
        CompletableFuture.supplyAsync(
            () -> sqs.receiveMessage(it -> it.queueUrl(work).waitTimeSeconds(20)).messages(),
            task -> Thread.ofVirtual().start(task));
    await().until(() -> wire.service.queueByName("work").orElseThrow().waiting() == 1);

    wire.service.waitNoMore();

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
  }

  private List<Message> receive(String url, int maximum) {
    return sqs.receiveMessage(
            it ->
                it.queueUrl(url)
                    .maxNumberOfMessages(maximum)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private String count(String url, QueueAttributeName name) {
    return String.valueOf(
        sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNames(name)).attributes().get(name));
  }

  private static MessageAttributeValue value(String type, String text) {
    return MessageAttributeValue.builder().dataType(type).stringValue(text).build();
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  private static ChangeMessageVisibilityBatchRequestEntry hide(String id, String handle) {
    return ChangeMessageVisibilityBatchRequestEntry.builder()
        .id(id)
        .receiptHandle(handle)
        .visibilityTimeout(0)
        .build();
  }

  private static DeleteMessageBatchRequestEntry delete(String id, String handle) {
    return DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle(handle).build();
  }
}
