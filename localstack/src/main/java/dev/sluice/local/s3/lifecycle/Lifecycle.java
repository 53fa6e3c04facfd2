package dev.sluice.local.s3.lifecycle;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Configuration;
import dev.sluice.local.s3.store.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A bucket's lifecycle rules, applied.
public final class Lifecycle {
  /// When an object expires, and by which rule.
  public record Expiration(Instant time, String ruleId) {}

  private final List<LifecycleRule> rules;

  private Lifecycle(List<LifecycleRule> rules) {
    this.rules = rules;
  }

  public static Lifecycle of(Bucket bucket) {
    return bucket
        .document(Configuration.LIFECYCLE, Lifecycle.class, Lifecycle::read)
        .orElseGet(() -> new Lifecycle(List.of()));
  }

  private static Lifecycle read(String document) {
    return new Lifecycle(
        LifecycleXml.parse(document).stream().filter(LifecycleRule::enabled).toList());
  }

  List<LifecycleRule> rules() {
    return rules;
  }

  /// When the object, as its key's newest version, expires first.
  public Optional<Expiration> expiration(ObjectVersion version) {
    return rules.stream()
        .filter(rule -> rule.filter().fits(version.key(), version.tags(), version.size()))
        .flatMap(rule -> expiration(rule, version).stream())
        .min(Comparator.comparing(Expiration::time));
  }

  private static Optional<Expiration> expiration(LifecycleRule rule, ObjectVersion version) {
    if (rule.expirationDays().isPresent()) {
      Instant time = after(version.lastModified(), rule.expirationDays().getAsInt());
      return Optional.of(new Expiration(time, rule.id()));
    }
    return rule.expirationDate().map(date -> new Expiration(date, rule.id()));
  }

  /// "S3 calculates the time by adding the number of days … and rounding the resulting time to the
  /// next day midnight UTC."
  static Instant after(Instant from, int days) {
    Instant time = from.plus(Duration.ofDays(days));
    Instant midnight = time.truncatedTo(ChronoUnit.DAYS);
    return midnight.equals(time) ? time : midnight.plus(Duration.ofDays(1));
  }
}
