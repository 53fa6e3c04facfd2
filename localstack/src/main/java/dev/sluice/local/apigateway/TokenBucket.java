package dev.sluice.local.apigateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Throttling as API Gateway describes it: a bucket of so many tokens, filled at so many a second.
final class TokenBucket {
  private final double rate;
  private final double capacity;
  private final InstantSource clock;
  private double tokens;
  private Instant filled;

  TokenBucket(double rate, int capacity, InstantSource clock) {
    this.rate = rate;
    this.capacity = capacity;
    this.clock = clock;
    this.tokens = capacity;
    this.filled = clock.instant();
  }

  synchronized boolean tryTake() {
    Instant now = clock.instant();
    double seconds = Duration.between(filled, now).toNanos() / 1e9;
    tokens = Math.min(capacity, tokens + seconds * rate);
    filled = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}
