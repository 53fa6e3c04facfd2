package dev.sluice.aws;

import dev.sluice.core.upload.Announcements;
import dev.sluice.core.upload.Declaration;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.Unavailable;
import dev.sluice.core.upload.Upload;
import dev.sluice.events.Event;
import dev.sluice.events.EventData;
import dev.sluice.events.EventJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Events, into the queue that consumers read. Needs `sqs:SendMessage` on it.
public final class SqsAnnouncements implements Announcements {
  private final SqsClient sqs;
  private final String queueUrl;
  private final String bucket;
  private final InstantSource clock;

  SqsAnnouncements(SqsClient sqs, String queueUrl, String bucket, InstantSource clock) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.bucket = bucket;
    this.clock = clock;
  }

  @Override
  public void ready(Upload.Ready upload, List<Task> tasks) {
    Declaration declaration = upload.declaration();
    send(
        "ready",
        upload.judgedAt(),
        new EventData.FileReady(
            upload.id().value(),
            declaration.tenant().value(),
            declaration.collection().value(),
            declaration.fileName().value(),
            upload.object().size(),
            upload.found().toString(),
            bucket,
            upload.object().key().value(),
            upload.object().eTag(),
            tasks.stream().map(task -> task.processor().value()).toList()));
  }

  @Override
  public void rejected(Upload.Rejected upload) {
    Declaration declaration = upload.declaration();
    send(
        "rejected",
        upload.judgedAt(),
        new EventData.FileRejected(
            upload.id().value(),
            declaration.tenant().value(),
            declaration.collection().value(),
            declaration.fileName().value(),
            declaration.size(),
            declaration.declaredType().toString(),
            new EventData.Problem(upload.reason().code().slug(), upload.reason().detail())));
  }

  @Override
  public void processed(Upload.Ready upload, List<Task> tasks) {
    send(
        "processed",
        clock.instant(),
        new EventData.FileProcessed(
            upload.id().value(),
            upload.declaration().tenant().value(),
            upload.found().toString(),
            tasks.stream().flatMap(SqsAnnouncements::result).toList()));
  }

  private static Stream<EventData.TaskResult> result(Task task) {
    String processor = task.processor().value();
    return switch (task) {
      case Task.Queued _ -> Stream.empty();
      case Task.Done done ->
          Stream.of(
              new EventData.TaskResult(
                  processor, EventData.TaskState.DONE, done.result(), Optional.empty()));
      case Task.Failed failed ->
          Stream.of(
              new EventData.TaskResult(
                  processor,
                  EventData.TaskState.FAILED,
                  Map.of(),
                  Optional.of(new EventData.Problem(failed.code(), failed.detail()))));
      case Task.Dead dead ->
          Stream.of(
              new EventData.TaskResult(
                  processor,
                  EventData.TaskState.DEAD,
                  Map.of(),
                  Optional.of(new EventData.Problem("dead", dead.detail()))));
    };
  }

  private void send(String what, Instant time, EventData data) {
    String body =
        EventJson.write(new Event(data.uploadId() + '/' + what, "/sluice/" + bucket, time, data));
    try {
      sqs.sendMessage(message -> message.queueUrl(queueUrl).messageBody(body));
    } catch (SdkException e) {
      throw new Unavailable("SQS", e);
    }
  }
}
