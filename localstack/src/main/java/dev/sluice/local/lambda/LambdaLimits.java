package dev.sluice.local.lambda;

/// Limits from "Lambda quotas", Lambda developer guide.
final class LambdaLimits {
  /// Request and response of a synchronous invocation.
  static final int PAYLOAD_BYTES = 6 * 1024 * 1024;

  /// Concurrent executions of an account.
  static final int CONCURRENCY = 1_000;

  private LambdaLimits() {}
}
