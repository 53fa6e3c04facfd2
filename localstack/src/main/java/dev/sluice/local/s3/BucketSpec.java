package dev.sluice.local.s3;

import dev.sluice.local.s3.access.PublicAccessBlock;
import java.util.List;
import java.util.Optional;

/// A bucket and its rules.
///
/// @param lifecycle a lifecycle configuration in S3's XML
/// @param versioning whether it keeps versions; nothing if that is as it was
/// @param eventBridge whether every event of the bucket goes to EventBridge
/// @param policy in JSON
public record BucketSpec(
    String name,
    List<CorsRule> cors,
    List<Notification> notifications,
    Optional<String> lifecycle,
    Optional<Boolean> versioning,
    boolean eventBridge,
    PublicAccessBlock publicAccess,
    Optional<String> policy) {
  public BucketSpec {
    cors = List.copyOf(cors);
    notifications = List.copyOf(notifications);
  }

  /// A bucket that nobody but its owner may use.
  public BucketSpec(String name, List<CorsRule> cors, List<Notification> notifications) {
    this(
        name,
        cors,
        notifications,
        Optional.empty(),
        Optional.empty(),
        false,
        PublicAccessBlock.all(),
        Optional.empty());
  }
}
