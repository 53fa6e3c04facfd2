package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Versioned buckets and lists of them.
class VersionsTest {
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
  void every_version_stays_until_it_is_deleted_by_its_id() {
    versioning("Enabled");
    String first = put("1");
    String second = put("2");
    RawS3.Answer deleted = raw.call("DELETE", "/uploads/a");
    String marker = deleted.header("x-amz-version-id").orElseThrow();

    assertThat(deleted.header("x-amz-delete-marker")).contains("true");
    RawS3.Answer gone = raw.call("GET", "/uploads/a");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.header("x-amz-delete-marker")).contains("true");
    assertThat(raw.call("GET", "/uploads/a?versionId=" + marker).status()).isEqualTo(405);
    assertThat(raw.call("GET", "/uploads/a?versionId=" + first).body()).isEqualTo("1");
    raw.call("DELETE", "/uploads/a?versionId=" + marker);
    assertThat(raw.call("GET", "/uploads/a").body()).isEqualTo("2");
    raw.call("DELETE", "/uploads/a?versionId=" + second);
    assertThat(raw.call("GET", "/uploads/a").body()).isEqualTo("1");
    assertThat(raw.call("GET", "/uploads/a?versionId=" + second).code()).isEqualTo("NoSuchVersion");
    assertThat(raw.call("GET", "/uploads/a?versionId=nonsense").code())
        .isEqualTo("InvalidArgument");
  }

  @Test
  void without_versioning_there_is_one_version_called_null() {
    put("1");
    versioning("Enabled");
    put("2");
    versioning("Suspended");
    put("3");
    put("4");

    RawS3.Answer list = raw.call("GET", "/uploads?versions=");

    assertThat(list.body().split("<Version>", -1)).hasSize(3);
    assertThat(list.body()).containsOnlyOnce("<VersionId>null</VersionId>");
    assertThat(raw.call("GET", "/uploads/a?versionId=null").body()).isEqualTo("4");
  }

  @Test
  void lists_are_in_the_order_of_bytes_and_come_in_pages() {
    for (String key : new String[] {"b", "a/2", "a/1", "%EE%80%80", "%F0%9F%98%80", "c"}) {
      raw.call("PUT", "/uploads/" + key, Map.of(), "x");
    }

    RawS3.Answer all = raw.call("GET", "/uploads?list-type=2&encoding-type=url");
    assertThat(all.body())
        .containsSubsequence(
            "<Key>a/1<",
            "<Key>a/2<",
            "<Key>b<",
            "<Key>c<",
            "<Key>%EE%80%80<",
            "<Key>%F0%9F%98%80<");
    RawS3.Answer page = raw.call("GET", "/uploads?list-type=2&delimiter=%2F&max-keys=1");
    assertThat(page.body()).contains("<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>");
    String token = page.element("NextContinuationToken");
    RawS3.Answer next =
        raw.call(
            "GET", "/uploads?list-type=2&delimiter=%2F&max-keys=1&continuation-token=" + token);
    assertThat(next.body()).contains("<Key>b</Key>").doesNotContain("CommonPrefixes");
    assertThat(raw.call("GET", "/uploads?list-type=2&continuation-token=x").code())
        .isEqualTo("InvalidArgument");
  }

  @Test
  void deleting_many_tells_of_each() {
    put("1");
    String body = "<Delete><Object><Key>a</Key></Object><Object><Key>never</Key></Object></Delete>";

    assertThat(raw.call("POST", "/uploads?delete=", Map.of(), body).code())
        .isEqualTo("InvalidRequest");
    RawS3.Answer answer =
        raw.call("POST", "/uploads?delete=", Map.of("content-md5", md5(body)), body);
    assertThat(answer.body()).contains("<Key>a</Key>", "<Key>never</Key>");
    assertThat(raw.call("GET", "/uploads/a").status()).isEqualTo(404);
  }

  private void versioning(String status) {
    String body =
        "<VersioningConfiguration><Status>%s</Status></VersioningConfiguration>".formatted(status);
    assertThat(raw.call("PUT", "/uploads?versioning=", Map.of(), body).status()).isEqualTo(200);
  }

  private String put(String body) {
    return raw.call("PUT", "/uploads/a", Map.of(), body).header("x-amz-version-id").orElse("null");
  }

  private static String md5(String text) {
    try {
      byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      byte[] digest = java.security.MessageDigest.getInstance("MD5").digest(bytes);
      return java.util.Base64.getEncoder().encodeToString(digest);
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
