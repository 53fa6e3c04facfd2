package dev.sluice.local.behaviour;

import static dev.sluice.local.behaviour.QueueBehaviours.refused;
import static dev.sluice.local.behaviour.Sources.queueApi;
import static dev.sluice.local.behaviour.Sources.queues;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.behaviour.Behaviour.Section;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Queues that are first in, first out.
final class FifoBehaviours {
  private static final String LOGIC = queues("FIFO-queues-understanding-logic");
  private static final String ONCE = queues("FIFO-queues-exactly-once-processing");

  private FifoBehaviours() {}

  static Section<OwnCloud> section() {
    return new Section<>(
        "SQS: FIFO queues",
        List.of(
            new Behaviour<>(
                "queues may be first in, first out",
                queues("sqs-fifo-queues"),
                sqs -> {
                  String url = sqs.newFifoQueue();
                  String number = "";
                  for (String body : List.of("c", "a", "b")) {
                    String next = sqs.sendTo(url, "group", body).sequenceNumber();
                    assertThat(next).hasSize(20).isGreaterThan(number);
                    number = next;
                  }
                  assertThat(sqs.bodies(url)).containsExactly("c", "a", "b");
                  sqs.advance(Duration.ofSeconds(30));
                  assertThat(sqs.bodies(url)).containsExactly("c", "a", "b");
                  assertThat(sqs.attributes(url)).containsEntry("FifoQueue", "true");
                }),
            new Behaviour<>(
                "their names end in .fifo, and no other's",
                queueApi("CreateQueue"),
                sqs -> {
                  refused(
                      "InvalidParameterValue",
                      () -> sqs.sqs.createQueue(it -> it.queueName("other.fifo")));
                  refused(
                      "InvalidParameterValue",
                      () ->
                          sqs.sqs.createQueue(
                              it ->
                                  it.queueName("other")
                                      .attributes(
                                          java.util.Map.of(
                                              QueueAttributeName.FIFO_QUEUE, "true"))));
                }),
            new Behaviour<>(
                "a message has a group and no delay of its own",
                queueApi("SendMessage"),
                sqs -> {
                  String url = sqs.newFifoQueue();
                  refused("MissingParameter", () -> sqs.send(url, "a"));
                  refused(
                      "InvalidParameterValue",
                      () ->
                          sqs.sqs.sendMessage(
                              it ->
                                  it.queueUrl(url)
                                      .messageGroupId("group")
                                      .messageBody("a")
                                      .delaySeconds(1)));
                }),
            new Behaviour<>(
                "a duplicate within five minutes is accepted and not delivered",
                ONCE,
                sqs -> {
                  String url = sqs.newFifoQueue();
                  var first = sqs.sendTo(url, "group", "a");
                  QueueBehaviours.delete(sqs, url, sqs.receive(url).getFirst().receiptHandle());
                  var second = sqs.sendTo(url, "group", "a");
                  assertThat(second.messageId()).isEqualTo(first.messageId());
                  assertThat(second.sequenceNumber()).isEqualTo(first.sequenceNumber());
                  assertThat(sqs.bodies(url)).isEmpty();
                  sqs.advance(Duration.ofMinutes(5));
                  sqs.sendTo(url, "group", "a");
                  assertThat(sqs.bodies(url)).containsExactly("a");
                }),
            new Behaviour<>(
                "a hidden message holds up its group, and no other",
                LOGIC,
                sqs -> {
                  String url = sqs.newFifoQueue();
                  sqs.sendTo(url, "a", "a1");
                  List<Message> hidden = sqs.receive(url);
                  sqs.sendTo(url, "a", "a2");
                  sqs.sendTo(url, "b", "b1");
                  assertThat(sqs.bodies(url)).containsExactly("b1");
                  QueueBehaviours.delete(sqs, url, hidden.getFirst().receiptHandle());
                  assertThat(sqs.bodies(url)).containsExactly("a2");
                }),
            new Behaviour<>(
                "a receive takes as many of one group as it can",
                LOGIC,
                sqs -> {
                  String url = sqs.newFifoQueue();
                  for (String body : List.of("a1", "b1", "a2", "b2")) {
                    sqs.sendTo(url, body.substring(0, 1), body);
                  }
                  List<Message> received = sqs.receive(url);
                  assertThat(received)
                      .extracting(Message::body)
                      .containsExactly("a1", "a2", "b1", "b2");
                  assertThat(received.getFirst().attributes())
                      .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "a")
                      .containsKeys(
                          MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID,
                          MessageSystemAttributeName.SEQUENCE_NUMBER);
                }),
            new Behaviour<>(
                "a receipt that has expired deletes nothing",
                queueApi("DeleteMessage"),
                sqs -> {
                  String url = sqs.newFifoQueue();
                  sqs.sendTo(url, "group", "a");
                  String handle = sqs.receive(url).getFirst().receiptHandle();
                  sqs.advance(Duration.ofSeconds(30));
                  refused("InvalidParameterValue", () -> QueueBehaviours.delete(sqs, url, handle));
                  assertThat(sqs.bodies(url)).containsExactly("a");
                })));
  }
}
