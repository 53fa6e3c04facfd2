package dev.sluice.local.s3;

import java.util.Set;
import java.util.function.Consumer;

/// Who is told of which events (Amazon S3 user guide, "Event notification types and destinations").
///
/// @param events such as `s3:ObjectCreated:*` or `s3:ObjectCreated:Put`
/// @param prefix of the keys; empty for all
/// @param suffix of the keys; empty for all
/// @param targetArn of the queue
/// @param target gets the message's body
public record Notification(
    String id,
    Set<String> events,
    String prefix,
    String suffix,
    String targetArn,
    Consumer<String> target) {
  public Notification {
    events = Set.copyOf(events);
  }

  /// @param event without `s3:`, as `ObjectCreated:Put`
  public boolean wants(String event, String key) {
    return key.startsWith(prefix)
        && key.endsWith(suffix)
        && events.stream().anyMatch(pattern -> matches(pattern, "s3:" + event));
  }

  private static boolean matches(String pattern, String event) {
    return pattern.endsWith(":*")
        ? event.startsWith(pattern.substring(0, pattern.length() - 1))
        : event.equals(pattern);
  }
}
