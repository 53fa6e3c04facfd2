package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.Notification;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;

/// GetBucketNotificationConfiguration. Setting it is the template's affair: whoever may be told is
/// named there.
final class BucketNotification {
  private BucketNotification() {}

  record Get(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return "s3:GetBucketNotification";
    }

    @Override
    public Answer run(Call call) {
      String bucket = context.bucket(call).name();
      return Answer.xml(
          Xml.document(
              "NotificationConfiguration",
              xml -> {
                context.events().notifications(bucket).forEach(it -> write(xml, it));
                if (context.events().tellsEventBridge(bucket)) {
                  xml.element("EventBridgeConfiguration", _ -> {});
                }
              }));
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
  }

  record Put(Context context) implements Operation {
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
