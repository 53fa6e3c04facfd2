package dev.sluice.local.s3;

import dev.sluice.local.s3.lifecycle.LifecycleRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A bucket and its rules.
///
/// @param eventBridge gets every event of the bucket, in EventBridge's form
public record BucketSpec(
    String name,
    List<CorsRule> cors,
    List<Notification> notifications,
    List<LifecycleRule> lifecycle,
    Optional<Consumer<String>> eventBridge) {
  public BucketSpec {
    cors = List.copyOf(cors);
    notifications = List.copyOf(notifications);
    lifecycle = List.copyOf(lifecycle);
  }

  public BucketSpec(String name, List<CorsRule> cors, List<Notification> notifications) {
    this(name, cors, notifications, List.of(), Optional.empty());
  }
}
