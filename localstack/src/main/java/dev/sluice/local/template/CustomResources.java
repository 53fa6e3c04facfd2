package dev.sluice.local.template;

/// The custom resources that CDK's own constructs make. What their provider functions do on AWS is
/// done here by whoever reads the template.
final class CustomResources {
  static final String TOKEN = "ServiceToken";

  private CustomResources() {}

  /// The bucket's configuration becomes what this resource says. The provider replaces what is
  /// there, or adds to what others have put there, whom only the bucket itself could be here.
  static void bucketNotifications(String logicalId, PropertyReader properties, StackParts parts) {
    var _ = properties.raw(TOKEN);
    var _ = properties.flag("Managed", true);
    var _ = properties.flag("SkipDestinationValidation", false);
    String name = properties.text("BucketName");
    PropertyReader configuration = properties.object("NotificationConfiguration");
    Notifications notifications = Notifications.ofApi(logicalId, configuration);
    if (!configuration.isPresent()) {
      properties.refuse("NotificationConfiguration", "is missing");
    }
    if (parts.buckets.stream().noneMatch(bucket -> bucket.name().equals(name))) {
      properties.refuse("BucketName", "names no bucket of this template: " + name);
    }
    parts.buckets.replaceAll(
        bucket -> {
          if (!bucket.name().equals(name)) {
            return bucket;
          }
          if (!bucket.notifications().isEmpty() || bucket.toEventBridge()) {
            properties.refuse(
                "NotificationConfiguration",
                "would replace another one of " + bucket.logicalId() + ": put all of it into one");
          }
          return bucket.with(notifications);
        });
  }

  /// A stack is never deleted here, so no bucket is emptied before.
  static void autoDeleteObjects(PropertyReader properties) {
    var _ = properties.raw(TOKEN);
    var _ = properties.text("BucketName");
  }

  /// Logs stay as long as the data does.
  static void logRetention(PropertyReader properties) {
    var _ = properties.raw(TOKEN);
    var _ = properties.text("LogGroupName");
  }
}
