package dev.sluice.local.lambda;

/// How an invocation ended ("Invoke", Lambda API reference).
public sealed interface InvocationResult {

  /// The function returned.
  record Succeeded(String payload) implements InvocationResult {}

  /// The function failed, ran out of time or returned too much: what Lambda gives as
  /// `X-Amz-Function-Error`.
  record Failed(String errorType, String errorMessage, String payload)
      implements InvocationResult {}

  /// No instance was free and no more are allowed.
  record Throttled() implements InvocationResult {}

  /// The event was not handed to the function, because it is too large.
  record Refused(String reason) implements InvocationResult {}
}
