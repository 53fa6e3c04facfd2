package dev.sluice.local.events;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A rule of a bus: which events, or when, and where to.
///
/// @param bus the bus's name
public record Rule(
    String name,
    String arn,
    String bus,
    Optional<EventPattern> pattern,
    Optional<Schedule> schedule,
    List<Target> targets) {
  public Rule {
    targets = List.copyOf(targets);
  }

  /// @param arn of a queue or a function
  /// @param messageGroupId of the messages, for a queue
  /// @param deadLetters the ARN of the queue that gets events that were given up
  public record Target(
      String arn,
      TargetInput input,
      Optional<String> messageGroupId,
      RetryPolicy retries,
      Optional<String> deadLetters) {}

  /// How long a delivery that failed is tried again.
  ///
  /// @param maximumAttempts after the first one, 0 to 185
  /// @param maximumAge since the event came, 60 seconds to 24 hours
  public record RetryPolicy(int maximumAttempts, Duration maximumAge) {
    /// "By default, EventBridge retries sending the event for 24 hours and up to 185 times" (user
    /// guide, "Retrying event delivery").
    public static final RetryPolicy DEFAULT = new RetryPolicy(185, Duration.ofHours(24));
  }

  /// What a target gets, as PutTargets has it: a constant, a path or a transformer, or none of
  /// them.
  ///
  /// @throws IllegalArgumentException if a path is none, or several are given
  public static TargetInput input(
      Optional<String> constant,
      Optional<String> path,
      Map<String, String> transformerPaths,
      Optional<String> template) {
    if ((constant.isPresent() ? 1 : 0) + (path.isPresent() ? 1 : 0) + (template.isPresent() ? 1 : 0)
        > 1) {
      throw new IllegalArgumentException(
          "Only one of Input, InputPath, or InputTransformer must be provided");
    }
    if (constant.isPresent()) {
      return new TargetInput.Constant(constant.get());
    }
    if (path.isPresent()) {
      return new TargetInput.Part(JsonPath.parse(path.get()));
    }
    if (template.isPresent()) {
      Map<String, JsonPath> paths = new LinkedHashMap<>();
      transformerPaths.forEach((name, text) -> paths.put(name, JsonPath.parse(text)));
      return new TargetInput.Transformed(paths, template.get());
    }
    return new TargetInput.Whole();
  }
}
