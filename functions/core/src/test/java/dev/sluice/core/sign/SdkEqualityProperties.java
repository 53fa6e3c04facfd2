package dev.sluice.core.sign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.limit.Limits;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Our URLs are the SDK's, byte for byte. The SDK takes its own time, so ours is set to what its
/// URL says.
class SdkEqualityProperties {
  private static final String BUCKET = "some-bucket";
  private static final Pattern DATE = Pattern.compile("X-Amz-Date=([0-9TZ]{16})");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final Map<List<Object>, Presigner> PRESIGNERS = new ConcurrentHashMap<>();

  /// One way to reach a bucket, for both sides.
  record Place(String region, Optional<URI> service, boolean pathStyle, Endpoint endpoint) {}

  /// Credentials that come again, with a secret that rotated and one under another key.
  private static final List<Credentials> KNOWN =
      List.of(
          new Credentials("AKIAFIRST", "secret", Optional.empty()),
          new Credentials("AKIAFIRST", "rotated", Optional.empty()),
          new Credentials("AKIASECOND", "secret", Optional.of("token")));

  record Scene(String key, Place place, Credentials credentials, Duration validity) {
    Grant grant(Instant now) {
      return new Grant(credentials, now, validity);
    }
  }

  @Property(tries = 400)
  void putsAreTheSame(
      @ForAll("scenes") Scene scene,
      @ForAll @LongRange(min = 0, max = Limits.MAXIMUM_PART_SIZE) long length,
      @ForAll("headerValues") String type,
      @ForAll("checksums") Optional<String> sha256) {
    PresignedRequest theirs =
        sdk(scene)
            .apply(
                sdk ->
                    sdk.presignPutObject(
                        presign ->
                            presign
                                .signatureDuration(scene.validity())
                                .putObjectRequest(
                                    put ->
                                        put.bucket(BUCKET)
                                            .key(scene.key())
                                            .contentLength(length)
                                            .contentType(type)
                                            .ifNoneMatch("*")
                                            .checksumSHA256(sha256.orElse(null)))));

    assertSame(
        presigner(scene).put(scene.key(), length, type, sha256, scene.grant(time(theirs))), theirs);
  }

  @Property(tries = 400)
  void partsAreTheSame(
      @ForAll("scenes") Scene scene,
      @ForAll("texts") String uploadId,
      @ForAll @IntRange(min = 1, max = Limits.MAXIMUM_PARTS) int number,
      @ForAll @LongRange(min = 0, max = Limits.MAXIMUM_PART_SIZE) long length) {
    PresignedRequest theirs =
        sdk(scene)
            .apply(
                sdk ->
                    sdk.presignUploadPart(
                        presign ->
                            presign
                                .signatureDuration(scene.validity())
                                .uploadPartRequest(
                                    part ->
                                        part.bucket(BUCKET)
                                            .key(scene.key())
                                            .uploadId(uploadId)
                                            .partNumber(number)
                                            .contentLength(length))));
    Grant grant = scene.grant(time(theirs));
    LinkedHashMap<String, String> query = new LinkedHashMap<>();
    query.put("partNumber", Integer.toString(number));
    query.put("uploadId", uploadId);

    assertSame(presigner(scene).parts(scene.key(), uploadId, grant).sign(number, length), theirs);
    assertSame(
        presigner(scene)
            .presign(
                "PUT", scene.key(), query, Map.of("Content-Length", Long.toString(length)), grant),
        theirs);
  }

  @Property(tries = 400)
  void getsAreTheSame(
      @ForAll("scenes") Scene scene,
      @ForAll("headerValues") String type,
      @ForAll("texts") String fileName) {
    String disposition = ContentDisposition.ATTACHMENT.header(fileName);
    PresignedRequest theirs =
        sdk(scene)
            .apply(
                sdk ->
                    sdk.presignGetObject(
                        presign ->
                            presign
                                .signatureDuration(scene.validity())
                                .getObjectRequest(
                                    get ->
                                        get.bucket(BUCKET)
                                            .key(scene.key())
                                            .responseContentType(type)
                                            .responseContentEncoding("identity")
                                            .responseContentDisposition(disposition))));

    assertSame(
        presigner(scene)
            .get(
                scene.key(),
                Optional.of(type),
                Optional.of(disposition),
                scene.grant(time(theirs))),
        theirs);
  }

  private static void assertSame(
      dev.sluice.core.sign.PresignedRequest ours, PresignedRequest theirs) {
    assertThat(ours.url()).isEqualTo(theirs.url().toString());
    assertThat(ours.method()).isEqualTo(theirs.httpRequest().method().name());
    Map<String, String> headers = new LinkedHashMap<>();
    theirs.signedHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
    headers.remove("host");
    headers.remove("content-length");
    assertThat(ours.headers()).isEqualTo(headers);
  }

  private static Instant time(PresignedRequest theirs) {
    Matcher date = DATE.matcher(theirs.url().toString());
    assertThat(date.find()).isTrue();
    return SECOND.parse(date.group(1), Instant::from);
  }

  /// One for each place, as a function keeps it: a try meets the keys that others derived.
  private static Presigner presigner(Scene scene) {
    Place place = scene.place();
    return PRESIGNERS.computeIfAbsent(
        List.of(place.region(), place.service(), place.pathStyle()),
        _ -> new Presigner(place.region(), place.endpoint()));
  }

  private static Function<Function<S3Presigner, PresignedRequest>, PresignedRequest> sdk(
      Scene scene) {
    Credentials credentials = scene.credentials();
    AwsCredentials theirs =
        credentials
            .sessionToken()
            .<AwsCredentials>map(
                token ->
                    AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), token))
            .orElseGet(
                () ->
                    AwsBasicCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey()));
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(Region.of(scene.place().region()))
            .credentialsProvider(StaticCredentialsProvider.create(theirs))
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(scene.place().pathStyle())
                    .build());
    scene.place().service().ifPresent(builder::endpointOverride);
    return call -> {
      try (S3Presigner presigner = builder.build()) {
        return call.apply(presigner);
      }
    };
  }

  @Provide
  Arbitrary<Scene> scenes() {
    Arbitrary<String> secrets =
        Arbitraries.strings().alpha().numeric().withChars("+/").ofMinLength(1).ofMaxLength(80);
    Arbitrary<Credentials> any =
        Combinators.combine(
                Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(20),
                secrets,
                Arbitraries.strings()
                    .alpha()
                    .numeric()
                    .withChars("+/=")
                    .ofMinLength(1)
                    .ofMaxLength(700)
                    .optional())
            .as(Credentials::new);
    Arbitrary<Credentials> credentials = Arbitraries.oneOf(any, Arbitraries.of(KNOWN));
    Arbitrary<Duration> validities =
        Arbitraries.longs()
            .between(Limits.MINIMUM_VALIDITY.toSeconds(), Limits.MAXIMUM_VALIDITY.toSeconds())
            .map(Duration::ofSeconds);
    return Combinators.combine(keys(), places(), credentials, validities).as(Scene::new);
  }

  Arbitrary<Place> places() {
    Arbitrary<Place> aws =
        Arbitraries.of("eu-central-1", "ap-southeast-2", "us-gov-west-1", "cn-north-1")
            .map(
                region -> new Place(region, Optional.empty(), false, Endpoint.aws(region, BUCKET)));
    Arbitrary<URI> services =
        Arbitraries.of(
                "https://s3.us-east-1.amazonaws.com",
                "http://127.0.0.1:4566",
                "http://localhost:4566",
                "http://storage.example",
                "https://storage.example:8443")
            .map(URI::create);
    Arbitrary<Place> own =
        Combinators.combine(services, Arbitraries.of(true, false))
            .as(
                (service, wanted) -> {
                  // An address has no subdomains; the SDK then takes path style by itself.
                  boolean pathStyle = wanted || "127.0.0.1".equals(service.getHost());
                  return new Place(
                      "us-east-1",
                      Optional.of(service),
                      pathStyle,
                      pathStyle
                          ? Endpoint.pathStyle(service, BUCKET)
                          : Endpoint.virtualHost(service, BUCKET));
                });
    return Arbitraries.oneOf(aws, own);
  }

  /// Any Unicode, and often what path encoding gets wrong.
  Arbitrary<String> keys() {
    Arbitrary<String> awkward =
        Arbitraries.of("/", "//", ".", "..", "/../", "+", " ", "%", "%2F", "~", "*", "'", "\n", "ä")
            .list()
            .ofMinSize(1)
            .ofMaxSize(12)
            .map(pieces -> String.join("", pieces));
    return Arbitraries.oneOf(texts(), awkward, texts().flatMap(text -> awkward.map(text::concat)));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.chars().range('\u0001', '\ud7ff').map(String::valueOf),
            Arbitraries.chars().range(' ', '~').map(String::valueOf),
            Arbitraries.integers()
                .between(0x10000, 0x10FFFF)
                .map(point -> Character.toString(point)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> headerValues() {
    Arbitrary<String> any =
        Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(40);
    return Arbitraries.oneOf(
        any, Arbitraries.of("image/png", "text/plain; charset=utf-8", "a/b; c=\"d e\""));
  }

  @Provide
  Arbitrary<Optional<String>> checksums() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofSize(32)
        .map(bytes -> Base64.getEncoder().encodeToString(bytes))
        .optional();
  }
}
