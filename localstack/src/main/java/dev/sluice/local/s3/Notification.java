package dev.sluice.local.s3;

import java.util.Set;
import java.util.regex.Pattern;

/// Who is told of which events (Amazon S3 user guide, "Event notification types and destinations").
///
/// @param events such as `s3:ObjectCreated:*` or `s3:ObjectCreated:Put`
/// @param prefix of the keys; empty for all
/// @param suffix of the keys; empty for all
/// @param targetArn of the queue or the function
public record Notification(
    String id, Set<String> events, String prefix, String suffix, String targetArn) {
  /// What two notifications that overlap are refused with, as AWS does.
  public static final String AMBIGUOUS =
      "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the"
          + " prefixes are overlapping for the same event type.";

  /// "Event notification types and destinations": the kinds, and what of each there is besides all
  /// of it. Those that nothing here causes are taken and never sent.
  private static final Pattern EVENT =
      Pattern.compile(
          "s3:(ReducedRedundancyLostObject"
              + "|ObjectCreated:([*]|Put|Post|Copy|CompleteMultipartUpload)"
              + "|ObjectRemoved:([*]|Delete|DeleteMarkerCreated)"
              + "|ObjectRestore:([*]|Post|Completed|Delete)"
              + "|Replication:([*]|OperationFailedReplication|OperationNotTracked"
              + "|OperationMissedThreshold|OperationReplicatedAfterThreshold)"
              + "|LifecycleTransition|IntelligentTiering|ObjectAcl:Put"
              + "|LifecycleExpiration:([*]|Delete|DeleteMarkerCreated)"
              + "|ObjectTagging:([*]|Put|Delete))");

  public Notification {
    events = Set.copyOf(events);
  }

  /// Whether S3 has such events.
  public static boolean knows(String event) {
    return EVENT.matcher(event).matches();
  }

  /// @param event without `s3:`, as `ObjectCreated:Put`
  public boolean wants(String event, String key) {
    return key.startsWith(prefix)
        && key.endsWith(suffix)
        && events.stream().anyMatch(pattern -> matches(pattern, "s3:" + event));
  }

  /// Whether it tells a function, and not a queue.
  public boolean isOfFunction() {
    return targetArn.startsWith("arn:aws:lambda:");
  }

  /// Whether one event could be for both.
  public boolean overlaps(Notification other) {
    boolean prefixes = prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix);
    boolean suffixes = suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix);
    return prefixes
        && suffixes
        && events.stream()
            .anyMatch(
                one ->
                    other.events.stream()
                        .anyMatch(another -> matches(one, another) || matches(another, one)));
  }

  private static boolean matches(String pattern, String event) {
    return pattern.endsWith(":*")
        ? event.startsWith(pattern.substring(0, pattern.length() - 1))
        : event.equals(pattern);
  }
}
