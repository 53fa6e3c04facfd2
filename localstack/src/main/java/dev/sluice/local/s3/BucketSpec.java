package dev.sluice.local.s3;

import dev.sluice.local.s3.access.PublicAccessBlock;
import dev.sluice.local.s3.lifecycle.LifecycleRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A bucket and its rules.
///
/// @param eventBridge gets every event of the bucket, in EventBridge's form
/// @param policy in JSON
public record BucketSpec(
    String name,
    List<CorsRule> cors,
    List<Notification> notifications,
    List<LifecycleRule> lifecycle,
    Optional<Consumer<String>> eventBridge,
    PublicAccessBlock publicAccess,
    Optional<String> policy) {
  public BucketSpec {
    cors = List.copyOf(cors);
    notifications = List.copyOf(notifications);
    lifecycle = List.copyOf(lifecycle);
  }

  /// A bucket that nobody but its owner may use.
  public BucketSpec(String name, List<CorsRule> cors, List<Notification> notifications) {
    this(
        name,
        cors,
        notifications,
        List.of(),
        Optional.empty(),
        PublicAccessBlock.all(),
        Optional.empty());
  }
}
