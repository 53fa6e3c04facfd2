package dev.sluice.bench;

import dev.sluice.core.sign.Credentials;
import dev.sluice.core.sign.Endpoint;
import dev.sluice.core.sign.Grant;
import dev.sluice.core.sign.PartSigner;
import dev.sluice.core.sign.Presigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// One part of a multipart upload is signed: a new part number each time, everything else as it was.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PresignOnePart {
  private static final String REGION = "eu-central-1";
  private static final String BUCKET = "uploads-of-a-company";
  private static final String KEY = "u/3f2a9c51d0b74e6f/01JD5K7Q2M8XW4T6Z9R3V1N0PC";
  private static final String UPLOAD_ID =
      "ibZBv75GLyMGhXCGqZ1yzHvWsy6cTgg6NSeVMv0qFVgsrQdLnAUmhyYmQPVPbTyH8nlNpkm9hoxCSLqnhGQwm0";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final long PART_BYTES = 16L << 20;
  private static final int PARTS = 10_000;
  private static final Duration VALIDITY = Duration.ofHours(1);

  // What both signers hash for such a part, in length.
  private static final byte[] CANONICAL_REQUEST = new byte[510];
  private static final byte[] STRING_TO_SIGN = new byte[138];

  private final PartSigner own =
      new Presigner(REGION, Endpoint.aws(REGION, BUCKET))
          .parts(
              KEY,
              UPLOAD_ID,
              new Grant(
                  new Credentials("AKIAIOSFODNN7EXAMPLE", SECRET, Optional.empty()),
                  Instant.parse("2026-01-01T00:00:00Z"),
                  VALIDITY));
  private final S3Presigner sdk =
      S3Presigner.builder()
          .region(Region.of(REGION))
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", SECRET)))
          .build();
  private final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
  private final Mac hmac = Mac.getInstance("HmacSHA256");
  private int part;

  public PresignOnePart() throws GeneralSecurityException {
    hmac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
  }

  private int nextPart() {
    part = part % PARTS + 1;
    return part;
  }

  /// Our signer.
  @Benchmark
  public String own() {
    return own.sign(nextPart(), PART_BYTES).url();
  }

  /// The presigner of the AWS SDK for Java v2.
  @Benchmark
  public String sdk() {
    int number = nextPart();
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

  /// Nothing but the hashing that SigV4 asks for: SHA-256 of the canonical request and HMAC of the
  /// string to sign, with the key at hand.
  @Benchmark
  public byte[] floor() {
    byte[] hash = sha256.digest(CANONICAL_REQUEST);
    hmac.update(hash, 0, 1);
    return hmac.doFinal(STRING_TO_SIGN);
  }

  /// The SDK's presigner holds resources.
  @TearDown
  public void close() {
    sdk.close();
  }
}
