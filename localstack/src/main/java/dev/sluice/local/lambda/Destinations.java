package dev.sluice.local.lambda;

import java.util.Map;

/// Where records of asynchronous invocations go.
public interface Destinations {
  /// A cloud without any, as far as a function is concerned.
  Destinations NONE = (arn, body, attributes) -> {};

  /// Sends a record or a dead letter.
  ///
  /// @param arn of a queue, a function or an event bus
  /// @param body JSON
  /// @param attributes a dead letter's message attributes
  void send(String arn, String body, Map<String, String> attributes);
}
