package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.http.CallRecord;
import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.http.FrontDoor;
import dev.sluice.local.s3.access.Authorizer;
import dev.sluice.local.sign.SignatureVerifier;
import dev.sluice.local.sign.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the pipeline asks of S3, over the front door.
class S3ServiceTest {
  private static final int LEAST_PART = 5 << 20;

  @TempDir private Path data;
  private final Told told = new Told();
  private final List<String> messages = told.messages;
  private final CallRecorder recorder = new CallRecorder();
  private final HttpClient http = HttpClient.newHttpClient();
  private FrontDoor door;
  private S3Service service;
  private S3Client s3;

  @BeforeEach
  void start() {
    open("test");
  }

  @AfterEach
  void stop() {
    s3.close();
    door.close();
    service.close();
    http.close();
  }

  private void open(String secret) {
    door = new FrontDoor(0, recorder, key -> key);
    service =
        new LocalS3(
            Optional.of(data),
            new SignatureVerifier(
                "s3",
                "us-east-1",
                key ->
                    key.equals("test")
                        ? Optional.of(SigningKey.permanent("test"))
                        : Optional.empty(),
                Clock.systemUTC()),
            Clock.systemUTC(),
            Authorizer.ofOwner("000000000000", Clock.systemUTC()),
            told);
    service.createBucket(
        new BucketSpec(
            "uploads",
            List.of(
                new CorsRule(
                    Set.of("PUT", "GET"),
                    List.of("https://*.example.com"),
                    List.of("*"),
                    List.of("ETag"),
                    OptionalInt.of(600))),
            List.of(
                new Notification(
                    "new-uploads", Set.of("s3:ObjectCreated:*"), "u/", "", Told.QUEUE))));
    door.service("s3", service, service::operation);
    door.start();
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://localhost:" + door.port()))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials(secret))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @Test
  void what_is_put_is_got_whole_and_by_ranges() {
    put("a b/ü+%.txt", "0123456789");

    assertThat(get("a b/ü+%.txt", null)).isEqualTo("0123456789");
    assertThat(get("a b/ü+%.txt", "bytes=2-4")).isEqualTo("234");
    assertThat(get("a b/ü+%.txt", "bytes=-3")).isEqualTo("789");
  }

  /// Around what stays in a record, a block of the disk and a buffer of blocks.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 1_048_575, 1_048_577, 1_052_673, 3_145_733})
  void bytes_of_any_length_come_back(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    s3.putObject(to -> to.bucket("uploads").key("single"), RequestBody.fromBytes(bytes));
    String id = start("parts");
    complete("parts", id, List.of(part("parts", id, 1, bytes)));

    for (String key : List.of("single", "parts")) {
      assertThat(s3.getObjectAsBytes(of -> of.bucket("uploads").key(key)).asByteArray())
          .isEqualTo(bytes);
    }
  }

  @Test
  void a_wrong_secret_is_refused() {
    stop();
    open("wrong");

    assertThatThrownBy(() -> put("a", "b")).satisfies(status(403));
  }

  @Test
  void a_condition_that_does_not_hold_is_412() {
    put("a", "first");

    assertThatThrownBy(
            () ->
                s3.putObject(
                    request -> request.bucket("uploads").key("a").ifNoneMatch("*"),
                    RequestBody.fromString("second")))
        .satisfies(status(412));
    assertThatThrownBy(
            () ->
                s3.getObjectAsBytes(
                    request -> request.bucket("uploads").key("a").ifMatch("\"other\"")))
        .satisfies(status(412));
  }

  @Test
  void parts_become_an_object_and_one_event() {
    String id = start("u/parts");
    byte[] first = new byte[LEAST_PART];
    List<CompletedPart> parts =
        List.of(part("u/parts", id, 1, first), part("u/parts", id, 2, new byte[3]));

    assertThat(
            s3.listParts(request -> request.bucket("uploads").key("u/parts").uploadId(id)).parts())
        .extracting(part -> part.size())
        .containsExactly((long) LEAST_PART, 3L);
    complete("u/parts", id, parts);

    assertThat(s3.headObject(request -> request.bucket("uploads").key("u/parts")).contentLength())
        .isEqualTo(LEAST_PART + 3L);
    JsonNode event = JsonMapper.shared().readTree(messages.getFirst()).path("Records").path(0);
    assertThat(messages).hasSize(1);
    assertThat(event.path("eventName").asString())
        .isEqualTo("ObjectCreated:CompleteMultipartUpload");
    assertThat(event.at("/s3/object/size").asLong()).isEqualTo(LEAST_PART + 3L);
    assertThat(event.at("/s3/object/eTag").asString()).endsWith("-2");
  }

  @Test
  void a_multipart_upload_that_was_aborted_or_completed_is_not_there() {
    String aborted = start("u/aborted");
    s3.abortMultipartUpload(
        request -> request.bucket("uploads").key("u/aborted").uploadId(aborted));
    assertThatThrownBy(() -> part("u/aborted", aborted, 1, new byte[1])).satisfies(status(404));
    assertThatThrownBy(
            () ->
                s3.listParts(
                    request -> request.bucket("uploads").key("u/aborted").uploadId(aborted)))
        .isInstanceOf(NoSuchUploadException.class);

    String completed = start("u/completed");
    List<CompletedPart> parts = List.of(part("u/completed", completed, 1, new byte[1]));
    complete("u/completed", completed, parts);
    assertThatThrownBy(() -> part("u/completed", completed, 1, new byte[1])).satisfies(status(404));
  }

  @Test
  void only_keys_with_the_prefix_are_told_of_with_the_key_as_AWS_encodes_it() {
    put("d/thumbnail", "x");
    put("u/a b", "x");

    assertThat(messages).hasSize(1);
    JsonNode event = JsonMapper.shared().readTree(messages.getFirst()).path("Records").path(0);
    assertThat(event.path("eventName").asString()).isEqualTo("ObjectCreated:Put");
    assertThat(event.at("/s3/object/key").asString()).isEqualTo("u/a+b");
    assertThat(event.at("/s3/bucket/name").asString()).isEqualTo("uploads");
  }

  @Test
  void a_presigned_PUT_takes_just_what_was_signed() throws Exception {
    assertThat(send(presigned(5), "hello").statusCode()).isEqualTo(200);
    assertThat(send(presigned(5), "longer").statusCode()).isEqualTo(403);
  }

  @Test
  void a_page_of_an_allowed_origin_may_write_and_read_the_ETag() throws Exception {
    HttpResponse<String> preflight = preflight("https://app.example.com", "PUT");
    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://app.example.com");
    assertThat(preflight.headers().firstValue("Access-Control-Expose-Headers")).contains("ETag");
    assertThat(preflight.headers().firstValue("Access-Control-Max-Age")).contains("600");

    assertThat(preflight("https://evil.example", "PUT").statusCode()).isEqualTo(403);
    assertThat(preflight("https://app.example.com", "DELETE").statusCode()).isEqualTo(403);
  }

  @Test
  void objects_survive_a_restart() {
    put("kept", "still here");
    stop();
    start();

    assertThat(get("kept", null)).isEqualTo("still here");
  }

  @Test
  void every_call_is_recorded_by_its_name() {
    recorder.clear();
    put("a", "b");
    get("a", "bytes=0-0");

    assertThat(await().until(recorder::calls, calls -> calls.size() == 2))
        .extracting(CallRecord::operation, CallRecord::status, CallRecord::principal)
        .containsExactly(tuple("PutObject", 200, "test"), tuple("GetObject", 206, "test"));
  }

  private void put(String key, String text) {
    s3.putObject(request -> request.bucket("uploads").key(key), RequestBody.fromString(text));
  }

  private String get(String key, @Nullable String range) {
    return s3.getObjectAsBytes(request -> request.bucket("uploads").key(key).range(range))
        .asUtf8String();
  }

  private String start(String key) {
    return s3.createMultipartUpload(request -> request.bucket("uploads").key(key)).uploadId();
  }

  private CompletedPart part(String key, String id, int number, byte[] bytes) {
    String eTag =
        s3.uploadPart(
                request -> request.bucket("uploads").key(key).uploadId(id).partNumber(number),
                RequestBody.fromBytes(bytes))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }

  private void complete(String key, String id, List<CompletedPart> parts) {
    s3.completeMultipartUpload(
        request ->
            request
                .bucket("uploads")
                .key(key)
                .uploadId(id)
                .ifNoneMatch("*")
                .multipartUpload(upload -> upload.parts(parts)));
  }

  private PresignedPutObjectRequest presigned(long length) {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + door.port()))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials("test"))
            .build()) {
      return presigner.presignPutObject(
          presign ->
              presign
                  .signatureDuration(Duration.ofMinutes(1))
                  .putObjectRequest(
                      put ->
                          put.bucket("uploads")
                              .key("u/" + length + "-" + System.nanoTime())
                              .contentLength(length)));
    }
  }

  private HttpResponse<String> send(PresignedPutObjectRequest presigned, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(presigned.url().toString()))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> preflight(String origin, String method)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + door.port() + "/uploads/u/a?partNumber=1"))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", "content-type")
            .build(),
        BodyHandlers.ofString());
  }

  private static StaticCredentialsProvider credentials(String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", secret));
  }

  private static Consumer<Throwable> status(int expected) {
    return thrown ->
        assertThat(thrown)
            .isInstanceOfSatisfying(
                S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(expected));
  }
}
