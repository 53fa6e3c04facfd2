package dev.sluice.local.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.http.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/// S3 by the library S3Proxy, over a folder: it checks signatures, presigned URLs and conditions.
/// CORS and notifications, which it lacks, are added around it. `RATIONALE.md` says where it
/// differs from AWS.
public final class S3ProxyService implements S3Service {
  private static final int SKEW_SECONDS = 15 * 60;

  /// Bodies whose hash is signed are held in memory by the library, so an array is their limit. It
  /// adds one to this number, and reads nothing at all if that overflows.
  private static final long MAX_HASHED_BODY = Integer.MAX_VALUE - 8;

  private final Map<String, BucketSpec> buckets = new ConcurrentHashMap<>();
  private final Optional<Path> toDelete;
  private final BlobStore store;
  private final S3Proxy server;
  private final Relay relay;
  private final HttpHandler handler;

  /// @param data where objects lie; in a folder that is deleted at the end, if there is none
  /// @param secretOf the secret of an access key, if there is such a key
  public S3ProxyService(
      Optional<Path> data, Function<String, Optional<String>> secretOf, InstantSource clock) {
    Path folder = data.map(S3ProxyService::created).orElseGet(S3ProxyService::temporary);
    toDelete = data.isPresent() ? Optional.empty() : Optional.of(folder);
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", folder.toAbsolutePath().toString());
    store =
        new NotifyingBlobStore(
            BlobStores.create("filesystem-nio2", properties), folder, buckets, clock);
    server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "local", "local")
            .maximumTimeSkew(SKEW_SECONDS)
            .v4MaxNonChunkedRequestSize(MAX_HASHED_BODY)
            .ignoreUnknownHeaders(true)
            .build();
    server.setBlobStoreLocator(
        (accessKey, _, _) ->
            Optional.ofNullable(accessKey)
                .flatMap(secretOf)
                .map(secret -> new AccessGrant(secret, store))
                .orElse(null));
    start(server);
    relay = new Relay(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
    handler = new Cors(buckets, relay);
  }

  @Override
  public void createBucket(BucketSpec bucket) {
    if (!store.containerExists(bucket.name())) {
      store.createContainer(bucket.name());
    }
    buckets.put(bucket.name(), bucket);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    handler.handle(exchange);
  }

  @Override
  public void close() {
    relay.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy can't be stopped", e);
    }
    toDelete.ifPresent(S3ProxyService::delete);
  }

  private static void start(S3Proxy server) {
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy can't be started", e);
    }
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
