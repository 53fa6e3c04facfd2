package dev.sluice.local.s3;

import com.sun.net.httpserver.HttpExchange;
import dev.sluice.local.s3.access.Authorizer;
import dev.sluice.local.s3.event.Events;
import dev.sluice.local.s3.lifecycle.LifecycleXml;
import dev.sluice.local.s3.lifecycle.Sweep;
import dev.sluice.local.s3.operation.Context;
import dev.sluice.local.s3.operation.CorsXml;
import dev.sluice.local.s3.operation.Door;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Configuration;
import dev.sluice.local.s3.store.Store;
import dev.sluice.local.sign.SignatureVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// S3 over a folder, as strict as AWS. What it does not have it refuses by name; what it does is in
/// `dev.sluice.local.s3.operation`.
public final class LocalS3 implements S3Service {
  private static final String REGION = "us-east-1";

  private final Optional<Path> toDelete;
  private final InstantSource clock;
  private final Context context;
  private final Door door;

  /// @param data where objects lie; in a folder that is deleted at the end, if there is none
  /// @param clock the one of lifecycle rules and of what is stored
  public LocalS3(Optional<Path> data, SignatureVerifier signatures, InstantSource clock) {
    this(data, signatures, clock, Authorizer.accountOwner());
  }

  public LocalS3(
      Optional<Path> data,
      SignatureVerifier signatures,
      InstantSource clock,
      Authorizer authorizer) {
    Path folder = data.orElseGet(LocalS3::temporary);
    this.toDelete = data.isPresent() ? Optional.empty() : Optional.of(folder);
    this.clock = clock;
    this.context =
        new Context(new Store(folder, clock), clock, REGION, new Events(clock, REGION), authorizer);
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
        spec.lifecycle().isEmpty()
            ? Optional.empty()
            : Optional.of(LifecycleXml.ofAborts(spec.lifecycle())));
    context.events().listen(spec.name(), spec.notifications(), spec.eventBridge());
  }

  @Override
  public void sweep() {
    for (Bucket bucket : context.store().buckets()) {
      new Sweep(bucket, clock.instant(), context.events()).run();
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    door.handle(exchange);
  }

  @Override
  public void close() {
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
