package dev.sluice.api;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Tokens whose signatures were found good, so that a client's next request costs no other
/// verification: one of ES256 takes several milliseconds in a JVM that is not warm yet.
///
/// Only signatures are remembered. Whether a token has expired is for each request to ask.
final class VerifiedTokens {
  /// As long as a key set is kept ([com.nimbusds.jose.jwk.source.JWKSourceBuilder]): a key that was
  /// withdrawn is believed no longer by this.
  private static final Duration KEPT = Duration.ofMinutes(5);

  private static final int MOST = 100;

  private record Entry(JWTClaimsSet claims, Instant until) {}

  /// The one found first is the first to be forgotten.
  private final LinkedHashMap<String, Entry> byToken = new LinkedHashMap<>();

  synchronized Optional<JWTClaimsSet> find(String token, Instant now) {
    return Optional.ofNullable(byToken.get(token))
        .filter(entry -> now.isBefore(entry.until()))
        .map(Entry::claims);
  }

  synchronized void add(String token, JWTClaimsSet claims, Instant now) {
    byToken.putLast(token, new Entry(claims, now.plus(KEPT)));
    if (byToken.size() > MOST) {
      byToken.pollFirstEntry();
    }
  }
}
