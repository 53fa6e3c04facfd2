package dev.sluice.local.events;

import java.util.Map;
import java.util.Optional;

/// Brings what a rule has to say to a queue or a function, once.
public interface Sender {
  /// Why a target did not take an event.
  ///
  /// @param code as the attribute ERROR_CODE of a dead letter has it
  /// @param permanent whether another attempt would be in vain
  record Failure(String code, String message, boolean permanent) {}

  /// @param ruleArn in whose name it is sent
  /// @param arn of the queue or the function
  /// @param attributes texts, for a queue
  /// @param messageGroupId for a queue
  /// @return why it did not arrive, or nothing if it did
  Optional<Failure> send(
      String ruleArn,
      String arn,
      String body,
      Map<String, String> attributes,
      Optional<String> messageGroupId);
}
