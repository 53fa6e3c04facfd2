package dev.sluice.local.s3.lifecycle;

import dev.sluice.local.s3.event.Events;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.store.Upload;
import dev.sluice.local.s3.store.Versioning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does once what the lifecycle rules of a bucket ask for by now. On AWS this happens about once a
/// day.
public final class Sweep {
  private final Bucket bucket;
  private final Instant now;
  private final Events events;

  public Sweep(Bucket bucket, Instant now, Events events) {
    this.bucket = bucket;
    this.now = now;
    this.events = events;
  }

  public void run() {
    Lifecycle lifecycle = Lifecycle.of(bucket);
    if (lifecycle.rules().isEmpty()) {
      return;
    }
    for (String key : List.copyOf(bucket.keys().keySet())) {
      bucket.exclusively(
          key,
          () -> {
            expireCurrent(lifecycle, key);
            expireNoncurrent(lifecycle, key);
            expireMarker(lifecycle, key);
            return key;
          });
    }
    for (Upload upload : bucket.uploads().all()) {
      if (abandoned(lifecycle, upload)) {
        boolean _ = bucket.abort(upload);
      }
    }
  }

  private void expireCurrent(Lifecycle lifecycle, String key) {
    Optional<StoredVersion> current = bucket.current(key);
    boolean due =
        current
            .flatMap(it -> lifecycle.expiration(it.version()))
            .filter(it -> !it.time().isAfter(now))
            .isPresent();
    if (!due) {
      return;
    }
    if (bucket.versioning() == Versioning.NEVER) {
      bucket.remove(current.orElseThrow());
      events.expired(bucket, current.orElseThrow().version(), false);
    } else {
      events.expired(bucket, bucket.addDeleteMarker(key).version(), true);
    }
  }

  private void expireNoncurrent(Lifecycle lifecycle, String key) {
    for (LifecycleRule rule : lifecycle.rules()) {
      if (rule.noncurrentDays().isEmpty()) {
        continue;
      }
      List<StoredVersion> history = bucket.history(key);
      int kept = rule.noncurrentKept().orElse(0);
      for (int i = history.size() - 1; i >= 1 + kept; i--) {
        ObjectVersion version = history.get(i).version();
        Instant since = history.get(i - 1).version().lastModified();
        Instant due = Lifecycle.after(since, rule.noncurrentDays().getAsInt());
        if (!due.isAfter(now) && rule.filter().fits(key, version.tags(), version.size())) {
          bucket.remove(history.get(i));
          events.expired(bucket, version, false);
        }
      }
    }
  }

  /// Removes a delete marker behind which nothing is left.
  private void expireMarker(Lifecycle lifecycle, String key) {
    List<StoredVersion> history = bucket.history(key);
    if (history.size() != 1 || !history.getFirst().version().deleteMarker()) {
      return;
    }
    ObjectVersion marker = history.getFirst().version();
    boolean due =
        lifecycle.rules().stream()
            .filter(rule -> rule.filter().fits(key, Map.of(), 0))
            .anyMatch(
                rule ->
                    rule.expiredDeleteMarkers()
                        || (rule.expirationDays().isPresent()
                            && !Lifecycle.after(
                                    marker.lastModified(), rule.expirationDays().getAsInt())
                                .isAfter(now)));
    if (due) {
      bucket.remove(history.getFirst());
      events.expired(bucket, marker, false);
    }
  }

  private boolean abandoned(Lifecycle lifecycle, Upload upload) {
    return lifecycle.rules().stream()
        .filter(rule -> rule.abortDays().isPresent())
        .filter(rule -> upload.key().startsWith(rule.filter().prefix()))
        .anyMatch(
            rule ->
                !Lifecycle.after(upload.record().initiated(), rule.abortDays().getAsInt())
                    .isAfter(now));
  }
}
