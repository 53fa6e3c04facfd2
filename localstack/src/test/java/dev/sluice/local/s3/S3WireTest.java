package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.http.FrontDoor;
import dev.sluice.local.http.SignedRequests;
import dev.sluice.local.sign.SignatureVerifier;
import dev.sluice.local.sign.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpRequest;

/// S3 as clients other than the SDK for Java write to it: they sign the body's hash, and send no
/// length where there is no body.
class S3WireTest {
  @TempDir private Path data;
  private final FrontDoor door = new FrontDoor(0, new CallRecorder(), key -> key);
  private final SignedRequests user = new SignedRequests("s3");
  private S3Service service;

  @BeforeEach
  void start() {
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
            Clock.systemUTC());
    service.createBucket(new BucketSpec("uploads", List.of(), List.of()));
    door.service("s3", service, service::operation);
    door.start();
  }

  @AfterEach
  void stop() {
    door.close();
    user.close();
    service.close();
  }

  @Test
  void buckets_are_listed_without_a_length() {
    HttpResponse<String> answer = user.send("GET", uri("/"), Map.of(), "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("<Name>uploads</Name>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.txt",
        "a%20b.txt",
        "a%2Bb.txt",
        "%C3%BC/%E2%82%AC.txt",
        "100%25.txt",
        "q%3F%26%3D.txt",
        "quote%27%28%29%21%2A.txt"
      })
  void a_key_is_the_same_object_for_every_request(String key) {
    URI object = uri("/uploads/" + key);

    assertThat(user.send("PUT", object, Map.of(), "content").statusCode()).isEqualTo(200);

    assertThat(user.send("GET", object, Map.of(), "").body()).isEqualTo("content");
    HttpResponse<String> head = user.send("HEAD", object, Map.of(), "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).contains("7");
    assertThat(user.send("DELETE", object, Map.of(), "").statusCode()).isEqualTo(204);
    assertThat(user.send("HEAD", object, Map.of(), "").statusCode()).isEqualTo(404);
  }

  /// "The forward slash … in the object key name … is not encoded" where it is signed (Amazon S3
  /// API reference, "Signature Calculations for the Authorization Header").
  @Test
  void an_encoded_slash_is_a_slash() {
    SdkHttpRequest signed = user.signed("PUT", uri("/uploads/a/b"), Map.of(), "content");
    user.send(signed.copy(it -> it.encodedPath("/uploads/a%2Fb")), "content");

    assertThat(user.send("GET", uri("/uploads/a/b"), Map.of(), "").body()).isEqualTo("content");
  }

  @Test
  void a_wrong_secret_is_told_in_S3s_words() {
    try (SignedRequests liar = SignedRequests.withSecret("s3", "wrong")) {
      HttpResponse<String> answer = liar.send("GET", uri("/uploads/a"), Map.of(), "");

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    }
  }

  @Test
  void an_object_without_any_length_is_refused() throws IOException {
    String answer = user.sendWithoutLength("PUT", uri("/uploads/a"));

    assertThat(answer).startsWith("HTTP/1.1 411").contains("<Code>MissingContentLength</Code>");
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + door.port() + path);
  }
}
