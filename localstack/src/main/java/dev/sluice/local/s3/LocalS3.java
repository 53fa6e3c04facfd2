package dev.sluice.local.s3;

import com.sun.net.httpserver.HttpExchange;
import dev.sluice.local.http.Operation;
import dev.sluice.local.s3.access.Authorizer;
import dev.sluice.local.s3.event.Events;
import dev.sluice.local.s3.lifecycle.DailySweep;
import dev.sluice.local.s3.lifecycle.LifecycleXml;
import dev.sluice.local.s3.operation.BucketNotification;
import dev.sluice.local.s3.operation.BucketPolicies;
import dev.sluice.local.s3.operation.Context;
import dev.sluice.local.s3.operation.CorsXml;
import dev.sluice.local.s3.operation.Door;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Configuration;
import dev.sluice.local.s3.store.Store;
import dev.sluice.local.s3.store.Versioning;
import dev.sluice.local.sign.SignatureVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// S3 over a folder, as strict as AWS. What it does not have it refuses by name; what it does is in
/// `dev.sluice.local.s3.operation`.
public final class LocalS3 implements S3Service {
  private final Optional<Path> toDelete;
  private final Context context;
  private final DailySweep sweeps;
  private final Door door;

  /// An S3 whose every access key is the account's owner's.
  public LocalS3(Optional<Path> data, SignatureVerifier signatures, InstantSource clock) {
    this(data, signatures, clock, Authorizer.ofOwner(Context.ACCOUNT, clock), Destinations.none());
  }

  /// @param data where objects lie; in a folder that is deleted at the end, if there is none
  /// @param signatures its region is this S3's
  /// @param clock the one of lifecycle rules and of what is stored
  /// @param destinations whom buckets can tell, from the first moment on
  public LocalS3(
      Optional<Path> data,
      SignatureVerifier signatures,
      InstantSource clock,
      Authorizer authorizer,
      Destinations destinations) {
    Path folder = data.orElseGet(LocalS3::temporary);
    this.toDelete = data.isPresent() ? Optional.empty() : Optional.of(folder);
    this.context =
        new Context(
            new Store(folder, clock),
            clock,
            signatures.region(),
            new Events(clock, signatures.region(), destinations),
            authorizer);
    context.store().buckets().forEach(it -> BucketNotification.resume(context.events(), it));
    this.sweeps = new DailySweep(context.store(), clock, context.events());
    this.door = new Door(context, signatures);
  }

  @Override
  public void createBucket(BucketSpec spec) {
    Bucket bucket = door.bucket(spec.name());
    bucket.configure(
        Configuration.CORS,
        spec.cors().isEmpty()
            ? Optional.empty()
            : Optional.of(CorsXml.toXml(spec.cors()).toString()));
    bucket.configure(
        Configuration.LIFECYCLE,
        spec.lifecycle()
            .map(document -> LifecycleXml.normalized(document.getBytes(StandardCharsets.UTF_8))));
    spec.versioning()
        .map(enabled -> enabled ? Versioning.ENABLED : Versioning.SUSPENDED)
        .ifPresent(
            versioning ->
                bucket.configure(Configuration.VERSIONING, Optional.of(versioning.name())));
    bucket.configure(
        Configuration.PUBLIC_ACCESS_BLOCK, Optional.of(spec.publicAccess().toXml().toString()));
    spec.policy()
        .ifPresentOrElse(
            policy -> BucketPolicies.set(bucket, policy),
            () -> bucket.configure(Configuration.POLICY, Optional.empty()));
    BucketNotification.configure(
        context.events(), bucket, spec.notifications(), spec.eventBridge());
  }

  /// Executes lifecycle rules now, not only at midnight.
  @Override
  public void sweep() {
    sweeps.sweep();
  }

  @Override
  public Operation operation(HttpExchange exchange) {
    return door.operation(exchange);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    door.handle(exchange);
  }

  @Override
  public void close() {
    sweeps.close();
    toDelete.ifPresent(LocalS3::delete);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("local-s3-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
