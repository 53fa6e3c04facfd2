package dev.sluice.local.lambda;

import java.time.Duration;
import java.time.Instant;

/// One event on its way through an instance.
///
/// @param deadline by the machine's own clock, as everything that really takes time
@SuppressWarnings("ArrayRecordComponent") // events are never compared
record Invocation(String requestId, byte[] event, Instant deadline) {

  static Invocation of(String requestId, byte[] event, Duration timeout) {
    return new Invocation(requestId, event, Instant.now().plus(timeout));
  }
}
