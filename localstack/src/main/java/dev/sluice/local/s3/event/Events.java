package dev.sluice.local.s3.event;

import dev.sluice.local.s3.Destinations;
import dev.sluice.local.s3.Notification;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.Versioning;
import dev.sluice.local.s3.wire.Call;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tells of changes once they are stored: the notifications of the bucket that want them, and
/// EventBridge if the bucket sends there.
public final class Events {
  /// Whom a bucket tells.
  ///
  /// @param eventBridge whether EventBridge gets every event of the bucket
  private record Listeners(List<Notification> notifications, boolean eventBridge) {}

  private final InstantSource clock;
  private final String region;
  private final Destinations destinations;
  private final Map<String, Listeners> listeners = new ConcurrentHashMap<>();

  public Events(InstantSource clock, String region, Destinations destinations) {
    this.clock = clock;
    this.region = region;
    this.destinations = destinations;
  }

  /// Sets whom a bucket tells.
  public void listen(String bucket, List<Notification> notifications, boolean eventBridge) {
    listeners.put(bucket, new Listeners(List.copyOf(notifications), eventBridge));
  }

  /// Sends every queue of the bucket a test message; functions get none.
  public void test(String bucket) {
    String message = TestEvent.of(bucket, clock.instant());
    listenersOf(bucket).notifications().stream()
        .filter(it -> !it.isOfFunction())
        .forEach(it -> destinations.send(bucket, it.targetArn(), message));
  }

  /// Why a bucket can't tell somebody, in AWS's words; nothing if it can.
  public Optional<String> refusal(String bucket, Notification notification) {
    return destinations.refusal(bucket, notification.targetArn());
  }

  /// Forgets a bucket that was deleted.
  public void forget(String bucket) {
    listeners.remove(bucket);
  }

  /// @param how `Put`, `Post`, `Copy` or `CompleteMultipartUpload`
  public void created(String how, Bucket bucket, ObjectVersion version, Call call) {
    send("ObjectCreated:" + how, bucket, version, Origin.of(call));
  }

  public void removed(Bucket bucket, ObjectVersion version, Call call) {
    send("ObjectRemoved:Delete", bucket, version, Origin.of(call));
  }

  public void markedDeleted(Bucket bucket, ObjectVersion marker, Call call) {
    send("ObjectRemoved:DeleteMarkerCreated", bucket, marker, Origin.of(call));
  }

  /// @param how `Put` or `Delete`
  public void tagged(String how, Bucket bucket, ObjectVersion version, Call call) {
    send("ObjectTagging:" + how, bucket, version, Origin.of(call));
  }

  public void expired(Bucket bucket, ObjectVersion version, boolean marker) {
    String how = marker ? "DeleteMarkerCreated" : "Delete";
    send("LifecycleExpiration:" + how, bucket, version, Origin.ofService());
  }

  private void send(String name, Bucket bucket, ObjectVersion version, Origin origin) {
    Listeners listening = listenersOf(bucket.name());
    List<Notification> wanting =
        listening.notifications().stream().filter(it -> it.wants(name, version.key())).toList();
    if (wanting.isEmpty() && !listening.eventBridge()) {
      return;
    }
    ObjectEvent event =
        new ObjectEvent(
            name,
            bucket.name(),
            version,
            bucket.versioning() != Versioning.NEVER && !version.isNull(),
            bucket.nextSequence(),
            clock.instant(),
            region,
            origin);
    wanting.forEach(
        it -> destinations.send(bucket.name(), it.targetArn(), event.toNotification(it.id())));
    if (listening.eventBridge()) {
      destinations.publish(event.toEventBridge());
    }
  }

  private Listeners listenersOf(String bucket) {
    return listeners.getOrDefault(bucket, new Listeners(List.of(), false));
  }
}
