package dev.sluice.core.sign;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Who signs, from when, and for how long.
///
/// S3 refuses the URL as soon as the credentials themselves expire, whatever the validity says: a
/// function's role credentials last hours at most.
///
/// @param now the signing time; S3 counts whole seconds, so the fraction is dropped
/// @param validity 1 second to 7 days (S3: "Authenticating Requests: Using Query Parameters",
///   X-Amz-Expires), in whole seconds
public record Grant(Credentials credentials, Instant now, Duration validity) {
  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofDays(7);

  public Grant {
    now = now.truncatedTo(ChronoUnit.SECONDS);
    validity = validity.truncatedTo(ChronoUnit.SECONDS);
    if (validity.compareTo(SHORTEST) < 0 || validity.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a presigned URL is valid for 1 second to 7 days, not " + validity);
    }
  }

  Instant expiresAt() {
    return now.plus(validity);
  }
}
