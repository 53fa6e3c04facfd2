package dev.sluice.local.lambda;

import java.time.Duration;

/// How an event, or the start of an instance, ended inside the execution environment.
sealed interface Outcome {

  /// The handler returned this.
  @SuppressWarnings("ArrayRecordComponent") // answers are never compared
  record Returned(byte[] answer) implements Outcome {}

  /// The handler threw.
  ///
  /// @param payload what the runtime made of it: `errorMessage`, `errorType`, `stackTrace`
  /// @param usable whether the instance can go on: an exception leaves it in order, an error may
  ///   not
  record Threw(String type, String message, String payload, boolean usable) implements Outcome {}

  record TimedOut() implements Outcome {}

  /// The instance was not ready for its first event in time.
  record StartTimedOut(Duration limit) implements Outcome {}

  /// The process ended.
  ///
  /// @param how such as `exit status 1` or `signal: killed`
  record Exited(String how) implements Outcome {}
}
