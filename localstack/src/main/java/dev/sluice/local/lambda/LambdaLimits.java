package dev.sluice.local.lambda;

import java.time.Duration;

/// Limits from "Lambda quotas", Lambda developer guide.
final class LambdaLimits {
  /// Request and response of a synchronous invocation.
  static final int PAYLOAD_BYTES = 6 * 1024 * 1024;

  /// Request of an asynchronous invocation.
  static final int EVENT_BYTES = 1024 * 1024;

  /// Concurrent executions of an account.
  static final int CONCURRENCY = 1_000;

  /// What constructing a handler may take before its time is the invocation's ("Lambda execution
  /// environment").
  static final Duration INITIALISATION = Duration.ofSeconds(10);

  private LambdaLimits() {}
}
