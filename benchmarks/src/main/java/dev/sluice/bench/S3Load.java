package dev.sluice.bench;

import dev.sluice.core.sign.Credentials;
import dev.sluice.core.sign.Endpoint;
import dev.sluice.core.sign.Grant;
import dev.sluice.core.sign.Presigner;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Loads an S3 as the pipeline's clients do: presigned parts of one large upload, two at a time;
/// ranges of it; small objects, eight at a time; and pages of a listing.
final class S3Load implements AutoCloseable {
  private static final String BUCKET = "bench";
  private static final int RANGE = 64 << 10;
  private static final int SMALL = 64 << 10;
  private static final int PARTS_AT_ONCE = 2;
  private static final int SMALL_AT_ONCE = 8;
  private static final int LISTINGS = 20;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_MB = 1e6;

  /// How much.
  record Amounts(int parts, int partBytes, int ranges, int small) {
    /// 1 GiB in 64 MiB parts.
    static final Amounts FULL = new Amounts(16, 64 << 20, 1000, 1000);
  }

  /// What one round came to.
  record Figures(
      double uploadMbPerS,
      double completeMs,
      double rangeP50Ms,
      double smallPutsPerS,
      double listP50Ms) {}

  private final int port;
  private final Amounts amounts;
  private final Presigner presigner;
  private final Grant grant;
  private final S3Client client;
  private final ConcurrentLinkedDeque<KeptConnection> idle = new ConcurrentLinkedDeque<>();
  private final byte[] noise;

  S3Load(int port, Amounts amounts) {
    this.port = port;
    this.amounts = amounts;
    this.noise = new byte[amounts.partBytes()];
    new Random(1).nextBytes(noise);
    URI service = URI.create("http://127.0.0.1:" + port);
    presigner = new Presigner("us-east-1", Endpoint.pathStyle(service, BUCKET));
    grant =
        new Grant(
            new Credentials(S3Server.ACCESS_KEY, S3Server.SECRET, Optional.empty()),
            Instant.now(),
            Duration.ofHours(1));
    client =
        S3Client.builder()
            .endpointOverride(service)
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET)))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    var _ = client.createBucket(it -> it.bucket(BUCKET));
  }

  /// Everything once.
  Figures round(int number) throws Exception {
    String key = "large-" + number;
    String id = client.createMultipartUpload(it -> it.bucket(BUCKET).key(key)).uploadId();
    long began = System.nanoTime();
    List<String> tags =
        new Crowd(PARTS_AT_ONCE)
            .each(amounts.parts(), part -> put(key, part(part, id), noise.length));
    double uploadSeconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
    Duration completed = timed(() -> complete(key, id, tags));
    Figures figures =
        new Figures(
            (double) amounts.parts() * amounts.partBytes() / BYTES_PER_MB / uploadSeconds,
            Percentiles.of(List.of(completed)).millis(100),
            ranges(key).millis(50),
            smallPuts(),
            listings().millis(50));
    var _ = client.deleteObject(it -> it.bucket(BUCKET).key(key));
    return figures;
  }

  private void complete(String key, String id, List<String> tags) {
    List<CompletedPart> parts =
        IntStream.range(0, tags.size())
            .mapToObj(it -> CompletedPart.builder().partNumber(it + 1).eTag(tags.get(it)).build())
            .toList();
    var _ =
        client.completeMultipartUpload(
            it -> it.bucket(BUCKET).key(key).uploadId(id).multipartUpload(all -> all.parts(parts)));
  }

  private Percentiles ranges(String key) throws Exception {
    URI uri = presigner.get(key, Optional.empty(), Optional.empty(), grant).uri();
    long size = (long) amounts.parts() * amounts.partBytes();
    Random places = new Random(2);
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < amounts.ranges(); i++) {
      long first = places.nextLong(size - RANGE);
      Map<String, String> range =
          Map.of("range", "bytes=%d-%d".formatted(first, first + RANGE - 1));
      took.add(timed(() -> send("GET", uri, range, 0)));
    }
    return Percentiles.of(took);
  }

  private double smallPuts() throws Exception {
    long began = System.nanoTime();
    List<String> _ =
        new Crowd(SMALL_AT_ONCE)
            .each(amounts.small(), number -> put("small-" + number, Map.of(), SMALL));
    return amounts.small() / ((System.nanoTime() - began) / NANOS_PER_SECOND);
  }

  private Percentiles listings() throws Exception {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < LISTINGS; i++) {
      took.add(timed(() -> client.listObjectsV2(it -> it.bucket(BUCKET).prefix("small-"))));
    }
    return Percentiles.of(took);
  }

  private String put(String key, Map<String, String> query, int length) throws IOException {
    return send(
        "PUT", presigner.presign("PUT", key, query, Map.of(), grant).uri(), Map.of(), length);
  }

  private static Map<String, String> part(int number, String id) {
    return Map.of("partNumber", Integer.toString(number + 1), "uploadId", id);
  }

  private String send(String method, URI uri, Map<String, String> headers, int length)
      throws IOException {
    KeptConnection kept = idle.poll();
    KeptConnection connection = kept == null ? new KeptConnection(port) : kept;
    String eTag = connection.send(method, uri, headers, noise, length);
    idle.push(connection);
    return eTag;
  }

  @Override
  public void close() throws IOException {
    for (KeptConnection connection : idle) {
      connection.close();
    }
    client.close();
  }

  /// Something that takes time.
  private interface Action {
    void run() throws Exception;
  }

  private static Duration timed(Action action) throws Exception {
    long began = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
