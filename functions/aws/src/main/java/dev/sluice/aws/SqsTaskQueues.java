package dev.sluice.aws;

import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.TaskOrder;
import dev.sluice.core.upload.TaskQueues;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.Unavailable;
import dev.sluice.core.upload.UploadId;
import dev.sluice.events.Event;
import dev.sluice.events.EventData;
import dev.sluice.events.EventJson;
import dev.sluice.events.MalformedEvent;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The processors' queues in SQS. Needs `sqs:SendMessage` on each.
public final class SqsTaskQueues implements TaskQueues {
  private final SqsClient sqs;
  private final Map<ProcessorName, String> urls;
  private final String bucket;
  private final InstantSource clock;

  SqsTaskQueues(
      SqsClient sqs, Map<ProcessorName, String> urls, String bucket, InstantSource clock) {
    this.sqs = sqs;
    this.urls = Map.copyOf(urls);
    this.bucket = bucket;
    this.clock = clock;
  }

  @Override
  public void send(TaskOrder order) {
    String url = urls.get(order.processor());
    if (url == null) {
      throw new IllegalStateException(
          "there is no queue for the processor " + order.processor().value());
    }
    EventData.Task task =
        new EventData.Task(
            order.uploadId().value(),
            order.tenant().value(),
            order.processor().value(),
            order.object().key().value(),
            order.object().eTag(),
            order.object().size(),
            order.mediaType().toString());
    String id = order.uploadId().value() + "/task/" + order.processor().value();
    String body = EventJson.write(new Event(id, "/sluice/" + bucket, clock.instant(), task));
    try {
      sqs.sendMessage(message -> message.queueUrl(url).messageBody(body));
    } catch (SdkException e) {
      throw new Unavailable("SQS", e);
    }
  }

  /// The order in a message's body.
  ///
  /// @throws MalformedEvent if there is no event in it
  /// @throws IllegalArgumentException if there is another one, or one of values that can't be
  public static TaskOrder read(String body) {
    if (!(EventJson.read(body).data() instanceof EventData.Task task)) {
      throw new IllegalArgumentException("the message is no task");
    }
    return new TaskOrder(
        new UploadId(task.uploadId()),
        new TenantId(task.tenant()),
        new ProcessorName(task.processor()),
        new StoredObject(new ObjectKey(task.key()), task.eTag(), task.size()),
        MediaType.parse(task.mediaType()));
  }
}
