package dev.sluice.local.apigateway;

import java.time.Duration;
import java.util.Optional;

/// What became of a request.
///
/// @param resource the path's template, empty if there is none for the request
/// @param failure why the gateway answers instead of the function
/// @param integration nothing if no function was asked
record Outcome(
    Answer answer, String resource, Optional<Failure> failure, Optional<Integration> integration) {

  /// What the function did.
  ///
  /// @param status that it answered; nothing if it gave none
  record Integration(Duration latency, Optional<Integer> status) {}
}
