package dev.sluice.local.s3;

import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.http.FrontDoor;
import dev.sluice.local.s3.access.Authorizer;
import dev.sluice.local.s3.access.PublicAccessBlock;
import dev.sluice.local.sign.SignatureVerifier;
import dev.sluice.local.sign.SigningKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// An S3 behind the front door, with a bucket `uploads`, and two clients of it: AWS's, and one that
/// sends what AWS's can't.
final class Service implements AutoCloseable {
  static final String BUCKET = "uploads";
  static final String KEY = "AKIDEXAMPLE";
  static final String SECRET = "secret";

  /// A temporary key, with the same secret.
  static final String ROLE_KEY = "ASIAEXAMPLE";

  static final String TOKEN = "token/+with=signs";

  final CallRecorder recorder = new CallRecorder();
  final FrontDoor door = new FrontDoor(0, recorder, key -> key);
  final LocalS3 s3;
  final S3Client sdk;
  final RawS3 raw;
  private final Told told = new Told();
  final List<String> messages = told.messages;
  final List<String> tests = told.tests;
  final List<String> bridged = told.bridged;

  Service(Path data) {
    this(data, Clock.systemUTC());
  }

  Service(Path data, InstantSource clock) {
    this(data, clock, Authorizer.ofOwner("000000000000", clock));
  }

  Service(Path data, InstantSource clock, Authorizer authorizer) {
    s3 =
        new LocalS3(
            Optional.of(data),
            new SignatureVerifier("s3", "us-east-1", Service::signingKey, clock),
            clock,
            authorizer,
            told);
    s3.createBucket(
        new BucketSpec(
            BUCKET,
            List.of(),
            List.of(
                new Notification(
                    "all",
                    java.util.Set.of("s3:ObjectCreated:*", "s3:ObjectRemoved:*"),
                    "told/",
                    ".txt",
                    Told.QUEUE)),
            Optional.empty(),
            Optional.empty(),
            true,
            PublicAccessBlock.all(),
            Optional.empty()));
    door.service("s3", s3, s3::operation);
    door.start();
    sdk =
        S3Client.builder()
            .endpointOverride(URI.create("http://localhost:" + door.port()))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    raw = new RawS3(door.port(), KEY, SECRET, clock(clock));
  }

  private static Optional<SigningKey> signingKey(String accessKey) {
    return switch (accessKey) {
      case KEY -> Optional.of(SigningKey.permanent(SECRET));
      case ROLE_KEY -> Optional.of(new SigningKey(SECRET, Optional.of(TOKEN)));
      default -> Optional.empty();
    };
  }

  /// Starts an upload of a key in the bucket.
  String begin(String key) {
    return raw.call("POST", "/uploads/" + key + "?uploads=").element("UploadId");
  }

  /// Uploads a part.
  ///
  /// @return its ETag
  String part(String key, String id, int number, String body) {
    return raw.call(
            "PUT",
            "/uploads/" + key + "?partNumber=" + number + "&uploadId=" + id,
            java.util.Map.of(),
            body)
        .header("etag")
        .orElse("none");
  }

  static String completion(String... eTags) {
    StringBuilder xml = new StringBuilder("<CompleteMultipartUpload>");
    for (int i = 0; i < eTags.length; i++) {
      xml.append(
          "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>".formatted(i + 1, eTags[i]));
    }
    return xml.append("</CompleteMultipartUpload>").toString();
  }

  @Override
  public void close() {
    sdk.close();
    door.close();
    s3.close();
  }

  private static Clock clock(InstantSource source) {
    return new Clock() {
      @Override
      public java.time.ZoneId getZone() {
        return java.time.ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return source.instant();
      }
    };
  }
}
