package dev.sluice.local.template;

import dev.sluice.local.iam.Policy;
import dev.sluice.local.s3.operation.BucketNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Buckets and their policies.
final class S3Resources {
  private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");

  private S3Resources() {}

  static void bucket(
      String logicalId, Identity identity, PropertyReader properties, StackParts parts) {
    properties
        .optionalText("BucketName")
        .filter(name -> !BucketNames.valid(name))
        .ifPresent(
            name ->
                properties.refuse(
                    "BucketName", "is refused by S3: " + name + " is no bucket's name"));
    List<Stack.Cors> cors = new ArrayList<>();
    for (PropertyReader rule : properties.object("CorsConfiguration").objects("CorsRules")) {
      cors.add(cors(rule));
    }
    Notifications notifications =
        Notifications.ofBucket(logicalId, properties.object("NotificationConfiguration"));
    parts.buckets.add(
        new Stack.Bucket(
            logicalId,
            identity.ref(),
            cors,
            notifications.ofTargets(),
            LifecycleRules.read(logicalId, properties.object("LifecycleConfiguration")),
            versioning(properties.object("VersioningConfiguration")),
            publicAccess(properties.object("PublicAccessBlockConfiguration")),
            notifications.toEventBridge()));
  }

  static void bucketPolicy(PropertyReader properties, StackParts parts) {
    String bucket = properties.text("Bucket");
    parts.resourcePolicies.add(
        new Stack.ResourcePolicy(
            bucket,
            IamResources.document(bucket, Policy.Kind.RESOURCE, properties),
            properties.raw("PolicyDocument")));
  }

  private static Optional<Boolean> versioning(PropertyReader configuration) {
    if (!configuration.isPresent()) {
      return Optional.empty();
    }
    String status = configuration.text("Status");
    if (!status.equals("Enabled") && !status.equals("Suspended")) {
      configuration.refuse("Status", "has to be Enabled or Suspended, not " + status);
    }
    return Optional.of(status.equals("Enabled"));
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
}
