package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.Notification;
import dev.sluice.local.s3.event.Events;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Configuration;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.S3Exception;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// GetBucketNotificationConfiguration, PutBucketNotificationConfiguration.
public final class BucketNotification {
  private BucketNotification() {}

  /// Sets whom a bucket tells. Queues that are newly told get a message that says so ("When you
  /// configure an event notification on a bucket, Amazon S3 sends … a test message", Amazon S3 user
  /// guide).
  public static void configure(
      Events events, Bucket bucket, List<Notification> notifications, boolean eventBridge) {
    configure(events, bucket, new NotificationXml(notifications, eventBridge), true);
  }

  /// Tells again whom a stored bucket told before.
  public static void resume(Events events, Bucket bucket) {
    bucket
        .document(Configuration.NOTIFICATION)
        .map(document -> NotificationXml.parse(document.getBytes(StandardCharsets.UTF_8)))
        .ifPresent(it -> events.listen(bucket.name(), it.notifications(), it.eventBridge()));
  }

  private static void configure(
      Events events, Bucket bucket, NotificationXml configuration, boolean tests) {
    events.listen(bucket.name(), configuration.notifications(), configuration.eventBridge());
    String document = configuration.toXml().toString();
    if (!document.equals(bucket.document(Configuration.NOTIFICATION).orElse(""))) {
      if (tests) {
        events.test(bucket.name());
      }
      bucket.configure(Configuration.NOTIFICATION, Optional.of(document));
    }
  }

  record GetBucketNotificationConfiguration(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return "s3:GetBucketNotification";
    }

    @Override
    public Answer run(Call call) {
      String document =
          context
              .bucket(call)
              .document(Configuration.NOTIFICATION)
              .orElseGet(() -> new NotificationXml(List.of(), false).toXml().toString());
      return new Answer(200, new LinkedHashMap<>(), new Answer.Text(document))
          .header("Content-Type", "application/xml");
    }
  }

  record PutBucketNotificationConfiguration(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return "s3:PutBucketNotification";
    }

    @Override
    public Answer run(Call call) throws IOException {
      Bucket bucket = context.bucket(call);
      NotificationXml configuration = NotificationXml.parse(SmallBody.read(call));
      boolean checks =
          !call.header("x-amz-skip-destination-validation")
              .map(Boolean::parseBoolean)
              .orElse(false);
      if (checks) {
        requireDestinations(bucket, configuration);
      }
      configure(context.events(), bucket, configuration, checks);
      return Answer.empty(200);
    }

    /// All that can't be told, at once.
    private void requireDestinations(Bucket bucket, NotificationXml configuration) {
      S3Exception refused =
          S3Error.INVALID_ARGUMENT.refused(
              "Unable to validate the following destination configurations");
      int count = 0;
      for (Notification notification : configuration.notifications()) {
        Optional<String> why = context.events().refusal(bucket.name(), notification);
        if (why.isPresent()) {
          count++;
          refused.with("ArgumentName" + count, notification.targetArn());
          refused.with("ArgumentValue" + count, why.get());
        }
      }
      if (count > 0) {
        throw refused;
      }
    }
  }
}
