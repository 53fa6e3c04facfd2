package dev.sluice.local;

import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.lambda.MessageSource;
import dev.sluice.local.sqs.MessageAttribute;
import dev.sluice.local.sqs.Queue;
import dev.sluice.local.sqs.ReceivedMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A queue as an event-source mapping sees it. What the mapping asks of it is recorded: on AWS it
/// is an SQS request like any other, and billed.
record QueueSource(Queue queue, CallRecorder recorder) implements MessageSource {
  private static final String MAPPING = "lambda.amazonaws.com";

  @Override
  public String arn() {
    return queue.arn();
  }

  @Override
  public List<Message> receive(int maximum, Duration wait) {
    return recorded("ReceiveMessage", () -> queue.receive(maximum, wait)).stream()
        .map(QueueSource::message)
        .toList();
  }

  @Override
  public void delete(Message message) {
    boolean _ = recorded("DeleteMessage", () -> queue.delete(message.receiptHandle()));
  }

  @Override
  public void release(Message message) {
    boolean _ =
        recorded(
            "ChangeMessageVisibility",
            () -> {
              queue.changeVisibility(message.receiptHandle(), Duration.ZERO);
              return true;
            });
  }

  private <T> T recorded(String operation, Supplier<T> call) {
    return recorder.recorded(MAPPING, "sqs", operation, queue.name(), call);
  }

  private static Message message(ReceivedMessage received) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    received.messageAttributes().forEach((name, value) -> attributes.put(name, attribute(value)));
    return new Message(
        received.messageId(),
        received.receiptHandle(),
        received.body(),
        received.md5OfBody(),
        received.attributes(),
        attributes);
  }

  private static Attribute attribute(MessageAttribute attribute) {
    return switch (attribute) {
      case MessageAttribute.Text(String type, String value) -> new Attribute(type, value, false);
      case MessageAttribute.Binary(String type, String base64) -> new Attribute(type, base64, true);
    };
  }
}
