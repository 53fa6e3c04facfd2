package dev.sluice.cdk;

import dev.sluice.core.limit.Limits;
import java.time.Duration;

/// The limits of AWS that props are held to, so that a wrong number fails at synth with its name
/// and not at deployment with a resource's.
record Ranges(int least, int most) {

  static final Ranges MEMORY_MIB =
      new Ranges(mib(Limits.MINIMUM_MEMORY), mib(Limits.MAXIMUM_MEMORY));

  static final Ranges TIMEOUT_SECONDS =
      new Ranges(seconds(Limits.MINIMUM_TIMEOUT), seconds(Limits.MAXIMUM_TIMEOUT));

  static final Ranges MAX_RECEIVE_COUNT =
      new Ranges(Limits.MINIMUM_RECEIVES, Limits.MAXIMUM_RECEIVES);

  static final Ranges POLLER_CONCURRENCY =
      new Ranges(Limits.MINIMUM_POLLER_CONCURRENCY, Limits.MAXIMUM_POLLER_CONCURRENCY);

  /// Lambda takes 0 (which switches the function off) to the account's limit, 1,000 unless raised.
  static final Ranges RESERVED_CONCURRENCY = new Ranges(1, 100_000);

  /// API Gateway: "Amazon API Gateway quotas", account-level throttle per Region.
  static final Ranges REQUESTS_PER_SECOND = new Ranges(1, 10_000);

  /// API Gateway: the burst quota that goes with 10,000 requests per second.
  static final Ranges BURST = new Ranges(1, 5_000);

  /// S3: `DaysAfterInitiation` is a positive integer; more than a year is a mistake.
  static final Ranges DAYS = new Ranges(1, 365);

  static void check(String what, int value, Ranges range) {
    if (value < range.least || value > range.most) {
      throw new IllegalArgumentException(
          "%s is %d; it must be %d to %d".formatted(what, value, range.least, range.most));
    }
  }

  static void check(String what, Duration value, Ranges range) {
    check(what, seconds(value), range);
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(duration.toSeconds());
  }

  private static int mib(long bytes) {
    return Math.toIntExact(bytes / Limits.MIB);
  }
}
