package dev.sluice.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// A FIFO queue over the JSON protocol, and what tests say to it.
abstract class FifoQueue {
  final SqsWire wire = new SqsWire();
  final SqsClient sqs = wire.client;
  final String work = create("work.fifo", QueueAttributeName.CONTENT_BASED_DEDUPLICATION);

  @AfterEach
  void close() {
    wire.close();
  }

  String create(String name, QueueAttributeName flag) {
    Map<QueueAttributeName, String> attributes = new HashMap<>();
    attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
    attributes.put(flag, "true");
    return sqs.createQueue(it -> it.queueName(name).attributes(attributes)).queueUrl();
  }

  void set(String url, String name, String value) {
    sqs.setQueueAttributes(it -> it.queueUrl(url).attributesWithStrings(Map.of(name, value)));
  }

  void redrive(String url, String dead) {
    set(
        url,
        "RedrivePolicy",
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}"
            .formatted(attributes(dead).get("QueueArn")));
  }

  Map<String, String> attributes(String url) {
    return sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.ALL))
        .attributesAsStrings();
  }

  /// Each to the group of its first letter.
  void sendAll(String... bodies) {
    for (String body : bodies) {
      send(work, body.substring(0, 1), body);
    }
  }

  SendMessageResponse send(String url, String group, String body) {
    return sqs.sendMessage(it -> it.queueUrl(url).messageGroupId(group).messageBody(body));
  }

  SendMessageResponse send(String url, String group, String body, String id) {
    return sqs.sendMessage(
        it -> it.queueUrl(url).messageGroupId(group).messageBody(body).messageDeduplicationId(id));
  }

  static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder()
        .id(id)
        .messageGroupId("a")
        .messageBody(body)
        .build();
  }

  List<Message> receive(String url) {
    return receive(url, 10);
  }

  List<Message> receive(String url, int maximum) {
    return sqs.receiveMessage(
            it ->
                it.queueUrl(url)
                    .maxNumberOfMessages(maximum)
                    .receiveRequestAttemptId("attempt")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  List<String> bodies(int maximum) {
    return receive(work, maximum).stream().map(Message::body).toList();
  }

  void hide(Message message, int seconds) {
    sqs.changeMessageVisibility(
        it -> it.queueUrl(work).receiptHandle(message.receiptHandle()).visibilityTimeout(seconds));
  }

  void delete(Message message) {
    sqs.deleteMessage(it -> it.queueUrl(work).receiptHandle(message.receiptHandle()));
  }

  static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SqsException.class,
            refusal -> {
              assertThat(refusal.statusCode()).isEqualTo(400);
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }
}
