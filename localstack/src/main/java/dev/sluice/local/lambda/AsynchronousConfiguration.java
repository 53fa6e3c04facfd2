package dev.sluice.local.lambda;

import java.time.Duration;
import java.util.Optional;

/// What becomes of asynchronous invocations, as Lambda's PutFunctionEventInvokeConfig and the
/// function's DeadLetterConfig have it.
///
/// @param retries after an error of the function, 0 to 2
/// @param maximumAge how long an event is tried at most, 60 seconds to 6 hours
/// @param onSuccess the ARN of what is told of each event that was done
/// @param onFailure the ARN of what is told of each event that was given up
/// @param deadLetters the ARN of the queue that gets events that were given up
public record AsynchronousConfiguration(
    int retries,
    Duration maximumAge,
    Optional<String> onSuccess,
    Optional<String> onFailure,
    Optional<String> deadLetters) {
  /// What Lambda does where a template says nothing.
  public static final AsynchronousConfiguration DEFAULT =
      new AsynchronousConfiguration(
          2, Duration.ofHours(6), Optional.empty(), Optional.empty(), Optional.empty());
}
