package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.Notification;
import dev.sluice.local.s3.event.Events;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Configuration;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// GetBucketNotificationConfiguration. Setting it is the template's affair: whoever may be told is
/// named there.
public final class BucketNotification {
  private BucketNotification() {}

  /// Sets whom a bucket tells. Queues that are newly told get a message that says so ("When you
  /// configure an event notification on a bucket, Amazon S3 sends … a test message", Amazon S3 user
  /// guide).
  public static void configure(
      Events events,
      Bucket bucket,
      List<Notification> notifications,
      Optional<Consumer<String>> eventBridge) {
    events.listen(bucket.name(), notifications, eventBridge);
    String document = toXml(notifications, eventBridge.isPresent()).toString();
    if (!document.equals(bucket.document(Configuration.NOTIFICATION).orElse(""))) {
      events.test(bucket.name());
      bucket.configure(Configuration.NOTIFICATION, Optional.of(document));
    }
  }

  private static Xml toXml(List<Notification> notifications, boolean eventBridge) {
    return Xml.document(
        "NotificationConfiguration",
        xml -> {
          notifications.forEach(it -> write(xml, it));
          if (eventBridge) {
            xml.element("EventBridgeConfiguration", _ -> {});
          }
        });
  }

  private static void write(Xml xml, Notification notification) {
    xml.element(
        "QueueConfiguration",
        it -> {
          it.text("Id", notification.id());
          it.text("Queue", notification.targetArn());
          notification.events().stream().sorted().forEach(event -> it.text("Event", event));
          if (!notification.prefix().isEmpty() || !notification.suffix().isEmpty()) {
            it.element(
                "Filter",
                filter ->
                    filter.element(
                        "S3Key",
                        key -> {
                          rule(key, "Prefix", notification.prefix());
                          rule(key, "Suffix", notification.suffix());
                        }));
          }
        });
  }

  private static void rule(Xml xml, String name, String value) {
    if (!value.isEmpty()) {
      xml.element("FilterRule", it -> it.text("Name", name).text("Value", value));
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
              .orElseGet(() -> toXml(List.of(), false).toString());
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
    public Answer run(Call call) {
      var _ = context.bucket(call);
      throw S3Error.NOT_IMPLEMENTED.refused(
          "The local S3 takes notification configurations from the template only");
    }
  }
}
