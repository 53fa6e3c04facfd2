package dev.sluice.bench;

import dev.sluice.core.sign.Credentials;
import dev.sluice.core.sign.Endpoint;
import dev.sluice.core.sign.Grant;
import dev.sluice.core.sign.PartSigner;
import dev.sluice.core.sign.Presigner;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// One part of a multipart upload is signed: a new part number each time, everything else as it
/// was. Public for JMH, which runs a class that it makes of it.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(2)
public class PresignOnePart {
  private static final String REGION = "eu-central-1";
  private static final String BUCKET = "uploads-of-a-company";
  private static final String KEY = "u/3f2a9c51d0b74e6f/01JD5K7Q2M8XW4T6Z9R3V1N0PC";
  private static final String UPLOAD_ID =
      "ibZBv75GLyMGhXCGqZ1yzHvWsy6cTgg6NSeVMv0qFVgsrQdLnAUmhyYmQPVPbTyH8nlNpkm9hoxCSLqnhGQwm0";
  // The pair of AWS's own examples.
  private static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String SECOND = "20260101T000000Z";
  private static final String SCOPE = "20260101/" + REGION + "/s3/aws4_request";
  private static final long PART_BYTES = 16L << 20;
  private static final int MOST_PARTS = 10_000;
  private static final Duration VALIDITY = Duration.ofHours(1);

  /// The part whose canonical request the floor hashes; the mean one has as many digits.
  static final int FLOOR_PART = 5_000;

  private final PartSigner own =
      new Presigner(REGION, Endpoint.aws(REGION, BUCKET))
          .parts(
              KEY,
              UPLOAD_ID,
              new Grant(
                  new Credentials(ACCESS_KEY, SECRET, Optional.empty()),
                  Instant.parse("2026-01-01T00:00:00Z"),
                  VALIDITY));
  private final S3Presigner sdk =
      S3Presigner.builder()
          .region(Region.of(REGION))
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET)))
          .build();
  private final SigningFloor floor =
      new SigningFloor(canonicalRequest(FLOOR_PART), SECOND, SCOPE, SECRET);
  private int part;

  /// Our signer.
  @Benchmark
  public String own() {
    return own(nextPart());
  }

  /// The presigner of the AWS SDK for Java v2.
  @Benchmark
  public String sdk() {
    return sdk(nextPart());
  }

  /// The hashing alone.
  @Benchmark
  public void floor(Blackhole used) {
    used.consume(floor.canonicalRequestHash());
    used.consume(floor.signature());
  }

  /// The SDK's presigner wants to be closed.
  @TearDown
  public void close() {
    sdk.close();
  }

  String own(int number) {
    return own.sign(number, PART_BYTES).url();
  }

  String sdk(int number) {
    return sdk.presignUploadPart(
            presign ->
                presign
                    .signatureDuration(VALIDITY)
                    .uploadPartRequest(
                        request ->
                            request
                                .bucket(BUCKET)
                                .key(KEY)
                                .uploadId(UPLOAD_ID)
                                .partNumber(number)
                                .contentLength(PART_BYTES)))
        .url()
        .toString();
  }

  byte[] floorSignature() {
    return floor.signature();
  }

  private int nextPart() {
    part = part % MOST_PARTS + 1;
    return part;
  }

  /// S3: "Authenticating Requests: Using Query Parameters".
  private static String canonicalRequest(int number) {
    return """
        PUT
        /%s
        X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=%s&X-Amz-Date=%s&X-Amz-Expires=%d\
        &X-Amz-SignedHeaders=content-length%%3Bhost&partNumber=%d&uploadId=%s
        content-length:%d
        host:%s.s3.%s.amazonaws.com

        content-length;host
        UNSIGNED-PAYLOAD"""
        .formatted(
            KEY,
            (ACCESS_KEY + "/" + SCOPE).replace("/", "%2F"),
            SECOND,
            VALIDITY.toSeconds(),
            number,
            UPLOAD_ID,
            PART_BYTES,
            BUCKET,
            REGION);
  }
}
