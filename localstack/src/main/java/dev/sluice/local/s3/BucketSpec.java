package dev.sluice.local.s3;

import java.util.List;

/// A bucket and its rules.
public record BucketSpec(String name, List<CorsRule> cors, List<Notification> notifications) {
  public BucketSpec {
    cors = List.copyOf(cors);
    notifications = List.copyOf(notifications);
  }
}
