package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Putting, getting, copying and deleting objects.
class ObjectTest {
  private static final String NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

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
  void a_key_that_is_not_UTF_8_is_no_key() {
    Map<String, String> copy = Map.of("x-amz-copy-source", "/uploads/%C3%28");

    for (RawS3.Answer answer :
        List.of(
            raw.send(raw.signedAs(raw.request("PUT", "/uploads/%C3%28", Map.of(), ""), NOTHING)),
            raw.send(raw.request("GET", "/uploads?prefix=%FF", Map.of(), "")))) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("InvalidURI");
      assertThat(answer.element("Message")).isEqualTo("Couldn't parse the specified URI.");
    }
    assertThat(raw.call("PUT", "/uploads/b", copy, "").element("Message"))
        .isEqualTo("Invalid copy source encoding.");
    assertThat(raw.call("GET", "/uploads").body()).doesNotContain("<Key>");
    assertThat(raw.call("PUT", "/uploads/%C3%BC", Map.of(), "x").status()).isEqualTo(200);
  }

  @Test
  void what_was_said_of_an_object_comes_back() {
    Map<String, String> headers =
        Map.of(
            "content-type", "text/x",
            "cache-control", "no-cache",
            "content-disposition", "attachment",
            "content-encoding", "aws-chunked,gzip",
            "content-language", "de",
            "expires", "Thu, 01 Dec 2033 16:00:00 GMT",
            "x-amz-meta-plain", "a",
            "x-amz-meta-word", "=?UTF-8?B?w7xiZXI=?=");
    raw.call("PUT", "/uploads/a", headers, "x");

    RawS3.Answer head = raw.call("HEAD", "/uploads/a");

    assertThat(head.headers())
        .containsEntry("content-type", "text/x")
        .containsEntry("cache-control", "no-cache")
        .containsEntry("content-disposition", "attachment")
        .containsEntry("content-encoding", "gzip")
        .containsEntry("content-language", "de")
        .containsEntry("expires", "Thu, 01 Dec 2033 16:00:00 GMT")
        .containsEntry("x-amz-meta-plain", "a")
        .containsEntry("x-amz-meta-word", "=?UTF-8?Q?=C3=BCber?=")
        .containsEntry("content-length", "1")
        .containsEntry("etag", "\"9dd4e461268c8034f5c8564e155c67a6\"");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=2-4, 206, 234, bytes 2-4/10",
    "bytes=7-, 206, 789, bytes 7-9/10",
    "bytes=-3, 206, 789, bytes 7-9/10",
    "bytes=-30, 206, 0123456789, bytes 0-9/10",
    "bytes=8-100, 206, 89, bytes 8-9/10",
    "'bytes=0-1,3-4', 200, 0123456789, ",
    "bytes=4-2, 200, 0123456789, ",
    "lines=1-2, 200, 0123456789, ",
    "bytes=10-, 416, , bytes */10",
    "bytes=-0, 416, , bytes */10",
  })
  void ranges_in_all_forms(String range, int status, String body, String contentRange) {
    raw.call("PUT", "/uploads/a", Map.of(), "0123456789");

    RawS3.Answer answer = raw.call("GET", "/uploads/a", Map.of("range", range), "");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("content-range").orElse(null)).isEqualTo(contentRange);
    if (status == 416) {
      assertThat(answer.code()).isEqualTo("InvalidRange");
      assertThat(answer.element("ActualObjectSize")).isEqualTo("10");
    } else {
      assertThat(answer.body()).isEqualTo(body);
    }
  }

  @Test
  void headers_of_the_answer_are_overridden_only_by_whom_the_url_was_signed_for() {
    raw.call("PUT", "/uploads/a", Map.of(), "x");
    String target = "/uploads/a?response-content-disposition=attachment%3B%20filename%3Db";

    assertThat(raw.call("GET", target).header("content-disposition"))
        .contains("attachment; filename=b");
    assertThat(raw.send(raw.request("GET", target, Map.of(), "")).status()).isIn(400, 403);
  }

  @Test
  void a_body_has_to_be_as_long_and_as_announced() {
    RawS3.Request put = raw.signed(raw.request("PUT", "/uploads/a", Map.of(), "hello"));

    assertThat(
            raw.send(
                    raw.signed(
                        raw.request("PUT", "/uploads/a", Map.of(), "").without("content-length")))
                .code())
        .isEqualTo("MissingContentLength");
    assertThat(
            raw.call("PUT", "/uploads/a", Map.of("content-md5", "AAAAAAAAAAAAAAAAAAAAAA=="), "x")
                .code())
        .isEqualTo("BadDigest");
    assertThat(raw.call("PUT", "/uploads/a", Map.of("content-md5", "xyz"), "x").code())
        .isEqualTo("InvalidDigest");
    assertThat(raw.send(put.body("he")).code()).isEqualTo("IncompleteBody");
    assertThat(raw.call("GET", "/uploads/a").status()).isEqualTo(404);
  }

  @Test
  void what_is_too_large_is_refused_before_it_is_sent() {
    RawS3.Request put =
        raw.signedWithoutBody(
            raw.request("PUT", "/uploads/a", Map.of(), "").with("content-length", "5368709121"));

    RawS3.Answer answer = raw.send(put);

    assertThat(answer.code()).isEqualTo("EntityTooLarge");
    assertThat(answer.element("MaxSizeAllowed")).isEqualTo("5368709120");
    assertThat(raw.call("PUT", "/uploads/" + "k".repeat(1025), Map.of(), "").code())
        .isEqualTo("KeyTooLongError");
    assertThat(raw.call("PUT", "/uploads/" + "k".repeat(1024), Map.of(), "").status())
        .isEqualTo(200);
    assertThat(raw.call("PUT", "/uploads/a", Map.of("x-amz-meta-a", "m".repeat(2048)), "").code())
        .isEqualTo("MetadataTooLarge");
  }

  @Test
  void a_copy_has_new_metadata_only_if_asked() {
    raw.call("PUT", "/uploads/a", Map.of("x-amz-meta-m", "old", "x-amz-tagging", "t=1"), "x");

    raw.call("PUT", "/uploads/b", Map.of("x-amz-copy-source", "/uploads/a"), "");
    raw.call(
        "PUT",
        "/uploads/c",
        Map.of(
            "x-amz-copy-source", "uploads/a",
            "x-amz-metadata-directive", "REPLACE",
            "x-amz-meta-m", "new"),
        "");

    assertThat(raw.call("HEAD", "/uploads/b").headers())
        .containsEntry("x-amz-meta-m", "old")
        .containsEntry("x-amz-tagging-count", "1");
    assertThat(raw.call("HEAD", "/uploads/c").headers()).containsEntry("x-amz-meta-m", "new");
    assertThat(raw.call("PUT", "/uploads/a", Map.of("x-amz-copy-source", "/uploads/a"), "").code())
        .isEqualTo("InvalidRequest");
  }

  @Test
  void checksums_are_verified_stored_and_told_to_who_asks() {
    Map<String, String> crc = Map.of("x-amz-checksum-crc32", "DUoRhQ==");
    Map<String, String> asked = Map.of("x-amz-checksum-mode", "ENABLED");

    assertThat(raw.call("PUT", "/uploads/a", crc, "hello world").status()).isEqualTo(200);
    assertThat(raw.call("PUT", "/uploads/b", crc, "hello World").code()).isEqualTo("BadDigest");
    raw.call("PUT", "/uploads/c", Map.of(), "hello world!");

    assertThat(raw.call("HEAD", "/uploads/a", asked, "").headers())
        .containsEntry("x-amz-checksum-crc32", "DUoRhQ==")
        .containsEntry("x-amz-checksum-type", "FULL_OBJECT");
    assertThat(raw.call("HEAD", "/uploads/a").header("x-amz-checksum-crc32")).isEmpty();
    assertThat(raw.call("HEAD", "/uploads/c", asked, "").header("x-amz-checksum-crc64nvme"))
        .isPresent();
  }
}
