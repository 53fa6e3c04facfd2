package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lifecycle rules are executed, on a clock that a test can move.
class LifecycleTest {
  @TempDir private Path data;
  private volatile Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private Service service;
  private RawS3 raw;

  @BeforeEach
  void start() {
    service = new Service(data, () -> now);
    raw = service.raw;
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void objects_expire_at_the_midnight_after_their_days() {
    rules(
        "<Rule><ID>one</ID><Filter><Prefix>old/</Prefix></Filter><Status>Enabled</Status>"
            + "<Expiration><Days>2</Days></Expiration></Rule>");
    put("old/a", Map.of());
    put("new/a", Map.of());

    assertThat(raw.call("HEAD", "/uploads/old/a").header("x-amz-expiration"))
        .contains("expiry-date=\"Thu, 26 Nov 2026 00:00:00 GMT\", rule-id=\"one\"");
    sweepAfter(Duration.ofHours(61));
    assertThat(status("old/a")).isEqualTo(200);
    sweepAfter(Duration.ofHours(1));
    assertThat(status("old/a")).isEqualTo(404);
    assertThat(status("new/a")).isEqualTo(200);
    assertThat(service.bridged.getLast())
        .contains("Lifecycle Expiration", "\"requester\":\"s3.amazonaws.com\"")
        .doesNotContain("source-ip-address");
  }

  @Test
  void rules_are_executed_when_a_new_day_begins() {
    rules("<Rule><Filter/><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>");
    put("a", Map.of());

    now = now.plus(Duration.ofDays(2));

    await().atMost(Duration.ofSeconds(30)).until(() -> status("a") == 404);
  }

  @Test
  void tags_and_sizes_choose() {
    rules(
        "<Rule><Filter><And><Prefix></Prefix><Tag><Key>keep</Key><Value>no</Value></Tag>"
            + "<ObjectSizeGreaterThan>0</ObjectSizeGreaterThan></And></Filter>"
            + "<Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>");
    put("tagged", Map.of("x-amz-tagging", "keep=no"));
    put("other", Map.of("x-amz-tagging", "keep=yes"));

    sweepAfter(Duration.ofDays(3));

    assertThat(status("tagged")).isEqualTo(404);
    assertThat(status("other")).isEqualTo(200);
  }

  @Test
  void a_rule_that_is_disabled_does_nothing() {
    rules("<Rule><Filter/><Status>Disabled</Status><Expiration><Days>1</Days></Expiration></Rule>");
    put("a", Map.of());

    sweepAfter(Duration.ofDays(30));

    assertThat(status("a")).isEqualTo(200);
  }

  @Test
  void uploads_that_nobody_completed_are_aborted() {
    rules(
        "<Rule><Filter/><Status>Enabled</Status><AbortIncompleteMultipartUpload>"
            + "<DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>");
    String id = service.begin("a");
    service.part("a", id, 1, "x");

    sweepAfter(Duration.ofHours(1));
    assertThat(raw.call("GET", "/uploads/a?uploadId=" + id).status()).isEqualTo(200);
    sweepAfter(Duration.ofDays(2));
    assertThat(raw.call("GET", "/uploads/a?uploadId=" + id).code()).isEqualTo("NoSuchUpload");
    assertThat(data.resolve("uploads/data")).isEmptyDirectory();
  }

  @Test
  void versions_that_are_no_longer_current_expire_from_the_day_they_were_replaced() {
    raw.call(
        "PUT",
        "/uploads?versioning=",
        Map.of(),
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
    rules(
        "<Rule><Filter/><Status>Enabled</Status><NoncurrentVersionExpiration>"
            + "<NoncurrentDays>5</NoncurrentDays></NoncurrentVersionExpiration></Rule>");
    put("a", Map.of());
    now = now.plus(Duration.ofDays(30));
    put("a", Map.of());

    sweepAfter(Duration.ofDays(4));
    assertThat(versions()).isEqualTo(2);
    sweepAfter(Duration.ofDays(3));
    assertThat(versions()).isEqualTo(1);
    assertThat(status("a")).isEqualTo(200);
  }

  private void rules(String rules) {
    assertThat(
            raw.call(
                    "PUT",
                    "/uploads?lifecycle=",
                    Map.of(),
                    "<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>")
                .status())
        .isEqualTo(200);
  }

  private void put(String key, Map<String, String> headers) {
    assertThat(raw.call("PUT", "/uploads/" + key, headers, "x").status()).isEqualTo(200);
  }

  private int status(String key) {
    return raw.call("HEAD", "/uploads/" + key).status();
  }

  private int versions() {
    return raw.call("GET", "/uploads?versions=").body().split("<Version>", -1).length - 1;
  }

  private void sweepAfter(Duration time) {
    now = now.plus(time);
    service.s3.sweep();
  }
}
