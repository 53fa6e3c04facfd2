package dev.sluice.local.template;

import dev.sluice.local.iam.Policy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Buckets and their policies.
final class S3Resources {
  private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");

  private S3Resources() {}

  static void bucket(
      String logicalId, Identity identity, PropertyReader properties, StackParts parts) {
    var _ = properties.optionalText("BucketName");
    List<Stack.Cors> cors = new ArrayList<>();
    for (PropertyReader rule : properties.object("CorsConfiguration").objects("CorsRules")) {
      cors.add(cors(rule));
    }
    List<Stack.Notification> notifications = new ArrayList<>();
    PropertyReader configuration = properties.object("NotificationConfiguration");
    PropertyReader eventBridge = configuration.object("EventBridgeConfiguration");
    List<PropertyReader> queues = configuration.objects("QueueConfigurations");
    for (PropertyReader notification : queues) {
      notifications.add(notification(logicalId + "-" + notifications.size(), notification));
    }
    List<Stack.AbortRule> abortRules = new ArrayList<>();
    for (PropertyReader rule : properties.object("LifecycleConfiguration").objects("Rules")) {
      abortRule(rule, abortRules);
    }
    parts.buckets.add(
        new Stack.Bucket(
            logicalId,
            identity.ref(),
            cors,
            notifications,
            abortRules,
            publicAccess(properties.object("PublicAccessBlockConfiguration")),
            eventBridge.isPresent() && eventBridge.flag("EventBridgeEnabled", true)));
  }

  static void bucketPolicy(PropertyReader properties, StackParts parts) {
    String bucket = properties.text("Bucket");
    parts.resourcePolicies.add(
        new Stack.ResourcePolicy(
            bucket,
            IamResources.document(bucket, Policy.Kind.RESOURCE, properties),
            properties.raw("PolicyDocument")));
  }

  /// Without a configuration everything is blocked, as on every bucket since April 2023; in one,
  /// what is not named is allowed (CloudFormation, "AWS::S3::Bucket
  /// PublicAccessBlockConfiguration").
  private static Stack.PublicAccess publicAccess(PropertyReader block) {
    boolean byDefault = !block.isPresent();
    return new Stack.PublicAccess(
        block.flag("BlockPublicAcls", byDefault),
        block.flag("IgnorePublicAcls", byDefault),
        block.flag("BlockPublicPolicy", byDefault),
        block.flag("RestrictPublicBuckets", byDefault));
  }

  private static Stack.Cors cors(PropertyReader rule) {
    var _ = rule.optionalText("Id");
    List<String> methods = rule.texts("AllowedMethods");
    methods.stream()
        .filter(method -> !METHODS.contains(method))
        .forEach(method -> rule.refuse("AllowedMethods", "can't hold " + method));
    return new Stack.Cors(
        new LinkedHashSet<>(methods),
        rule.texts("AllowedOrigins"),
        rule.texts("AllowedHeaders"),
        rule.texts("ExposedHeaders"),
        rule.integer("MaxAge"));
  }

  private static Stack.Notification notification(String id, PropertyReader notification) {
    String prefix = "";
    String suffix = "";
    for (PropertyReader rule : notification.object("Filter").object("S3Key").objects("Rules")) {
      String value = rule.text("Value");
      String name = rule.text("Name");
      if (name.equalsIgnoreCase("prefix")) {
        prefix = value;
      } else if (name.equalsIgnoreCase("suffix")) {
        suffix = value;
      } else {
        rule.refuse("Name", "has to be prefix or suffix, not " + name);
      }
    }
    return new Stack.Notification(
        id, notification.text("Event"), prefix, suffix, notification.text("Queue"));
  }

  private static void abortRule(PropertyReader rule, List<Stack.AbortRule> abortRules) {
    String id = rule.optionalText("Id").orElse("");
    String prefix = rule.optionalText("Prefix").orElse("");
    String status = rule.text("Status");
    OptionalInt days = rule.object("AbortIncompleteMultipartUpload").integer("DaysAfterInitiation");
    if (status.equals("Enabled") && days.isPresent()) {
      abortRules.add(new Stack.AbortRule(id, prefix, days.getAsInt()));
    }
  }
}
