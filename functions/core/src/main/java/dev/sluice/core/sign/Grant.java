package dev.sluice.core.sign;

import dev.sluice.core.limit.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Who signs, from when, and for how long.
///
/// S3 refuses the URL as soon as the credentials themselves expire, whatever the validity says: a
/// function's role credentials last hours at most.
///
/// @param now the signing time; S3 counts whole seconds, so the fraction is dropped
/// @param validity 1 second to 7 days, in whole seconds
public record Grant(Credentials credentials, Instant now, Duration validity) {
  public Grant {
    now = now.truncatedTo(ChronoUnit.SECONDS);
    validity = validity.truncatedTo(ChronoUnit.SECONDS);
    if (validity.compareTo(Limits.MINIMUM_VALIDITY) < 0
        || validity.compareTo(Limits.MAXIMUM_VALIDITY) > 0) {
      throw new IllegalArgumentException(
          "a presigned URL is valid for 1 second to 7 days, not " + validity);
    }
  }

  Instant expiresAt() {
    return now.plus(validity);
  }
}
