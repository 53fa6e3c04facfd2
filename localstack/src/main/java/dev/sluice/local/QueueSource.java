package dev.sluice.local;

import dev.sluice.local.http.CallRefused;
import dev.sluice.local.lambda.MessageSource;
import dev.sluice.local.sqs.MessageAttribute;
import dev.sluice.local.sqs.Queue;
import dev.sluice.local.sqs.ReceivedMessage;
import dev.sluice.local.sqs.SqsException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A queue as an event-source mapping sees it. What the mapping asks of it is recorded: on AWS it
/// is an SQS request like any other, and billed.
record QueueSource(Queue queue, ServiceCalls calls, ServiceCalls.Caller caller)
    implements MessageSource {
  /// How long polling pauses when it is refused.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Override
  public String arn() {
    return queue.arn();
  }

  @Override
  public boolean ordered() {
    return queue.spec().fifo().isPresent();
  }

  @Override
  public List<Message> receive(int maximum, Duration wait) {
    try {
      return calls
          .call(caller, "ReceiveMessage", queue, () -> queue.receive(maximum, wait))
          .stream()
          .map(QueueSource::message)
          .toList();
    } catch (CallRefused refused) {
      pause();
      return List.of();
    }
  }

  @Override
  public void delete(Message message) {
    try {
      boolean _ =
          calls.call(caller, "DeleteMessage", queue, () -> queue.delete(message.receiptHandle()));
    } catch (CallRefused | SqsException refused) {
      // It comes again when its visibility timeout is over, or has since that was.
    }
  }

  @Override
  public void release(Message message) {
    queue.changeVisibility(message.receiptHandle(), Duration.ZERO);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
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
