package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.sign.Percent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is not signed as AWS wants it is refused as AWS refuses it.
class SignatureTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path data;
  private Service service;
  private RawS3 raw;

  @BeforeEach
  void start() {
    service = new Service(data);
    raw = service.raw;
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void a_request_signed_right_is_answered() {
    assertThat(raw.call("PUT", "/uploads/a%20b", Map.of("x-amz-meta-a", "  two  spaces "), "x"))
        .returns(200, RawS3.Answer::status);
    assertThat(raw.call("GET", "/uploads/a%20b").body()).isEqualTo("x");
  }

  @Test
  void another_secret_does_not_match() {
    RawS3.Answer answer = raw.withSecret("other").call("GET", "/uploads/a");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(answer.element("CanonicalRequest")).contains("/uploads/a");
  }

  @Test
  void an_unknown_key_is_named() {
    RawS3 stranger = new RawS3(service.door.port(), "AKIDNOBODY", "x", Clock.systemUTC());

    RawS3.Answer answer = stranger.call("GET", "/uploads/a");

    assertThat(answer.code()).isEqualTo("InvalidAccessKeyId");
    assertThat(answer.element("AWSAccessKeyId")).isEqualTo("AKIDNOBODY");
  }

  @Test
  void a_temporary_key_goes_with_its_token_alone() {
    RawS3 role = raw.withKey(Service.ROLE_KEY);
    RawS3.Request get = raw.request("GET", "/uploads/a", Map.of(), "");
    RawS3.Request withToken = get.with("x-amz-security-token", Service.TOKEN);

    assertThat(role.send(role.signed(withToken)).code()).isEqualTo("NoSuchKey");
    RawS3.Answer without = role.send(role.signed(get));
    assertThat(without.status()).isEqualTo(403);
    assertThat(without.code()).isEqualTo("InvalidAccessKeyId");
    RawS3.Answer other = role.send(role.signed(get.with("x-amz-security-token", "abc")));
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.code()).isEqualTo("InvalidToken");
    assertThat(other.element("Message"))
        .isEqualTo("The provided token is malformed or otherwise invalid.");
    assertThat(raw.send(raw.signed(withToken)).code()).isEqualTo("InvalidToken");
  }

  @Test
  void a_presigned_url_of_a_temporary_key_carries_its_token() {
    RawS3 role = raw.withKey(Service.ROLE_KEY);
    RawS3.Request get = raw.request("GET", "/uploads/a", Map.of(), "");
    RawS3.Request withToken =
        get.target("/uploads/a?X-Amz-Security-Token=" + Percent.encode(Service.TOKEN));

    assertThat(role.send(role.presigned(withToken, MINUTE)).code()).isEqualTo("NoSuchKey");
    assertThat(role.send(role.presigned(get, MINUTE)).code()).isEqualTo("InvalidAccessKeyId");
    RawS3.Request other = get.target("/uploads/a?X-Amz-Security-Token=abc");
    assertThat(role.send(role.presigned(other, MINUTE)).code()).isEqualTo("InvalidToken");
    assertThat(raw.send(raw.presigned(withToken, MINUTE)).code()).isEqualTo("InvalidToken");
  }

  @Test
  void headers_that_were_hoisted_to_the_query_count() {
    String query =
        "?x-amz-meta-foo=bar&x-amz-storage-class=STANDARD_IA&x-amz-tagging=team%3Dblue"
            + "&x-amz-checksum-crc32=AAAAAA%3D%3D&x-amz-sdk-checksum-algorithm=CRC32";
    RawS3.Request put = raw.request("PUT", "/uploads/a" + query, Map.of(), "x");
    RawS3.Request presigned = raw.presigned(put, MINUTE);
    RawS3.Request altered =
        presigned.target(presigned.target().replace("meta-foo=bar", "meta-foo=baz"));

    assertThat(raw.send(altered).code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(raw.send(presigned).status()).isEqualTo(200);

    assertThat(raw.call("HEAD", "/uploads/a").headers())
        .containsEntry("x-amz-meta-foo", "bar")
        .containsEntry("x-amz-storage-class", "STANDARD_IA")
        .containsEntry("x-amz-tagging-count", "1");
    assertThat(raw.call("PUT", "/uploads/b?x-amz-meta-foo=bar").status()).isEqualTo(200);
    assertThat(raw.call("HEAD", "/uploads/b").headers()).doesNotContainKey("x-amz-meta-foo");
  }

  @Test
  void another_region_is_refused_by_name() {
    RawS3 abroad = raw.inRegion("eu-west-1");
    RawS3.Request get = raw.request("GET", "/uploads/a", Map.of(), "");

    RawS3.Answer inHeader = raw.send(abroad.signed(get));
    assertThat(inHeader.status()).isEqualTo(400);
    assertThat(inHeader.code()).isEqualTo("AuthorizationHeaderMalformed");
    assertThat(inHeader.element("Message"))
        .isEqualTo(
            "The authorization header is malformed; the region 'eu-west-1' is wrong; expecting"
                + " 'us-east-1'");
    assertThat(inHeader.element("Region")).isEqualTo("us-east-1");
    RawS3.Answer inQuery = raw.send(abroad.presigned(get, MINUTE));
    assertThat(inQuery.status()).isEqualTo(400);
    assertThat(inQuery.code()).isEqualTo("AuthorizationQueryParametersError");
    assertThat(inQuery.element("Region")).isEqualTo("us-east-1");
  }

  @Test
  void whatever_is_altered_after_signing_is_noticed() {
    RawS3.Request put =
        raw.signed(
            raw.request(
                "PUT",
                "/uploads/a?x-id=PutObject",
                Map.of("content-type", "a/b", "x-amz-meta-m", "1"),
                "body"));

    assertThat(raw.send(put.target("/uploads/b?x-id=PutObject")).code())
        .isEqualTo("SignatureDoesNotMatch");
    assertThat(raw.send(put.target("/uploads/a?x-id=Other")).code())
        .isEqualTo("SignatureDoesNotMatch");
    assertThat(raw.send(put.with("content-type", "c/d")).code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(raw.send(put.with("x-amz-meta-m", "2")).code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(raw.send(put.without("x-amz-meta-m")).code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(raw.send(put.with("x-amz-meta-n", "3")).element("HeadersNotSigned"))
        .isEqualTo("x-amz-meta-n");
    assertThat(raw.send(put.body("bodY")).code()).isEqualTo("XAmzContentSHA256Mismatch");
    assertThat(raw.send(put).status()).isEqualTo(200);
  }

  @Test
  void a_clock_may_be_a_quarter_of_an_hour_off_and_no_more() {
    Clock now = Clock.systemUTC();

    for (int minutes : new int[] {-14, 14}) {
      assertThat(raw.at(Clock.offset(now, Duration.ofMinutes(minutes))).call("GET", "/").status())
          .isEqualTo(200);
    }
    for (int minutes : new int[] {-16, 16}) {
      assertThat(raw.at(Clock.offset(now, Duration.ofMinutes(minutes))).call("GET", "/").code())
          .isEqualTo("RequestTimeTooSkewed");
    }
  }

  @Test
  void a_presigned_url_does_what_was_signed_and_nothing_else() {
    RawS3.Request put =
        raw.presigned(
            raw.request("PUT", "/uploads/a", Map.of("content-type", "a/b"), "body"), MINUTE);

    assertThat(raw.send(put.with("content-length", "5").body("longer")).code())
        .isEqualTo("SignatureDoesNotMatch");
    assertThat(raw.send(put.with("content-type", "c/d")).code()).isEqualTo("SignatureDoesNotMatch");
    RawS3.Answer unsigned = raw.send(put.with("x-amz-meta-smuggled", "1"));
    assertThat(unsigned.code()).isEqualTo("AccessDenied");
    assertThat(unsigned.element("Message"))
        .isEqualTo("There were headers present in the request which were not signed");
    assertThat(unsigned.element("HeadersNotSigned")).isEqualTo("x-amz-meta-smuggled");
    assertThat(raw.send(put).status()).isEqualTo(200);
  }

  @Test
  void a_presigned_url_expires_and_lives_at_most_a_week() {
    RawS3.Request get = raw.request("GET", "/uploads/a", Map.of(), "");
    RawS3 past = raw.at(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5)));
    RawS3 future = raw.at(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));

    RawS3.Answer expired = raw.send(past.presigned(get, MINUTE));
    assertThat(expired.element("Message")).isEqualTo("Request has expired");
    assertThat(expired.element("X-Amz-Expires")).isEqualTo("60");
    assertThat(raw.send(future.presigned(get, MINUTE)).element("Message"))
        .isEqualTo("Request is not yet valid");
    String target = raw.presigned(get, Duration.ofDays(7)).target();
    assertThat(raw.send(get.target(target)).code()).isEqualTo("NoSuchKey");
    assertThat(raw.send(get.target(target.replace("=604800", "=604801"))).code())
        .isEqualTo("AuthorizationQueryParametersError");
    assertThat(raw.send(get.target(target.replaceFirst("&X-Amz-Date=[^&]*", ""))).code())
        .isEqualTo("AuthorizationQueryParametersError");
  }

  @Test
  void version_2_is_named_as_the_reason() {
    RawS3.Answer answer =
        raw.send(
            raw.request(
                "GET", "/uploads/a?AWSAccessKeyId=A&Signature=x%3D&Expires=9", Map.of(), ""));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.element("Message")).contains("Please use AWS4-HMAC-SHA256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uploads.localhost",
        "uploads.s3.localhost",
        "uploads.s3.eu-central-1.localhost",
        "uploads.s3.us-east-1.localhost.localstack.cloud"
      })
  void a_bucket_may_stand_in_the_host(String host) {
    raw.call("PUT", "/uploads/a", Map.of(), "x");
    RawS3.Request get =
        raw.request("GET", "/a", Map.of("host", host + ':' + service.door.port()), "");

    assertThat(raw.send(raw.signed(get)).body()).isEqualTo("x");
  }

  @Test
  void nobody_gets_what_no_policy_allows() {
    raw.call("PUT", "/uploads/a", Map.of(), "x");

    RawS3.Answer answer = raw.send(raw.request("GET", "/uploads/a", Map.of(), ""));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("AccessDenied");
    assertThat(answer.element("RequestId")).isEqualTo(answer.header("x-amz-request-id").get());
  }
}
