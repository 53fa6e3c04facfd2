package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A browser's form is held to its policy.
class PostObjectTest {
  @TempDir private Path data;
  private final Instant now = Instant.now();
  private Service service;
  private Forms forms;

  @BeforeEach
  void start() {
    service = new Service(data);
    forms = new Forms(service.raw, now);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void a_key_that_is_not_UTF_8_is_no_key() throws Exception {
    String form =
        """
        --line
        Content-Disposition: form-data; name="key"

        a\u00ff
        --line
        Content-Disposition: form-data; name="file"

        x
        --line--
        """
            .replace("\n", "\r\n");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + service.door.port() + "/uploads"))
                  .header("Content-Type", "multipart/form-data; boundary=line")
                  .POST(BodyPublishers.ofByteArray(form.getBytes(StandardCharsets.ISO_8859_1)))
                  .build(),
              BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("<Code>MalformedPOSTRequest</Code>");
    }
  }

  @Test
  void what_the_policy_allows_is_stored() {
    String conditions =
        "{\"bucket\":\"uploads\"},[\"starts-with\",\"$key\",\"u/\"],[\"eq\",\"$x-amz-meta-a\",\"1\"],"
            + "{\"success_action_status\":\"201\"},[\"content-length-range\",1,10]";
    Map<String, String> fields =
        Forms.fields("u/${filename}", "x-amz-meta-a", "1", "success_action_status", "201");

    RawS3.Answer answer = post(fields, conditions, "content");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.element("Key")).isEqualTo("u/f.txt");
    RawS3.Answer got = service.raw.call("GET", "/uploads/u/f.txt");
    assertThat(got.body()).isEqualTo("content");
    assertThat(got.header("x-amz-meta-a")).contains("1");
    assertThat(service.bridged.getFirst()).contains("\"reason\":\"POST Object\"");
  }

  @Test
  void a_form_of_a_temporary_key_carries_its_token() {
    String conditions =
        "{\"bucket\":\"uploads\"},{\"key\":\"a\"},[\"starts-with\",\"$x-amz-security-token\",\"\"]";

    assertThat(
            byRole(
                    Forms.fields("a", "x-amz-security-token", Service.TOKEN),
                    conditions,
                    "us-east-1")
                .status())
        .isEqualTo(204);
    assertThat(byRole(Forms.fields("a"), conditions, "us-east-1").code())
        .isEqualTo("InvalidAccessKeyId");
    assertThat(
            byRole(Forms.fields("a", "x-amz-security-token", "abc"), conditions, "us-east-1")
                .code())
        .isEqualTo("InvalidToken");
    RawS3.Answer abroad = byRole(Forms.fields("a"), conditions, "eu-west-1");
    assertThat(abroad.code()).isEqualTo("InvalidArgument");
    assertThat(abroad.element("Message"))
        .isEqualTo("the region 'eu-west-1' is wrong; expecting 'us-east-1'");
    assertThat(abroad.element("Region")).isEqualTo("us-east-1");
  }

  private RawS3.Answer byRole(Map<String, String> fields, String conditions, String region) {
    return send(
        forms.signed(fields, conditions, now.plusSeconds(60), Service.ROLE_KEY, region), "content");
  }

  @Test
  void what_it_does_not_allow_is_refused() {
    String bucket = "{\"bucket\":\"uploads\"},";
    String key = "[\"starts-with\",\"$key\",\"u/\"]";

    assertThat(post(Forms.fields("v/a"), bucket + key, "x").body())
        .contains(
            "Policy Condition failed: [&quot;starts-with&quot;, &quot;$key&quot;, &quot;u/&quot;]");
    assertThat(post(Forms.fields("u/a", "x-amz-meta-b", "1"), bucket + key, "x").body())
        .contains("Extra input fields: x-amz-meta-b");
    assertThat(post(Forms.fields("u/a", "x-ignore-b", "1"), bucket + key, "x").status())
        .isEqualTo(204);
    assertThat(post(Forms.fields("u/a"), key, "x").body()).contains("Extra input fields: bucket");
    assertThat(post(Forms.fields("u/a"), "{\"bucket\":\"other\"}," + key, "x").status())
        .isEqualTo(403);
    String range = bucket + key + ",[\"content-length-range\",2,4]";
    assertThat(post(Forms.fields("u/a"), range, "x").code()).isEqualTo("EntityTooSmall");
    assertThat(post(Forms.fields("u/a"), range, "xxxxx").code()).isEqualTo("EntityTooLarge");
    assertThat(post(Forms.fields("u/a"), range, "xxx").status()).isEqualTo(204);
  }

  @Test
  void a_policy_has_an_end_and_a_signature() {
    String conditions = "{\"bucket\":\"uploads\"},[\"starts-with\",\"$key\",\"\"]";
    Map<String, String> right = signed(Forms.fields("a"), conditions, now.plusSeconds(60));

    assertThat(send(signed(Forms.fields("a"), conditions, now.minusSeconds(1)), "x").body())
        .contains("Policy expired.");
    Map<String, String> wrong = new LinkedHashMap<>(right);
    wrong.put("x-amz-signature", "0".repeat(64));
    assertThat(send(wrong, "x").code()).isEqualTo("SignatureDoesNotMatch");
    Map<String, String> none = new LinkedHashMap<>(right);
    none.remove("x-amz-signature");
    assertThat(send(none, "x").code()).isEqualTo("InvalidArgument");
    for (String field : List.of("x-amz-algorithm", "x-amz-date")) {
      Map<String, String> other = new LinkedHashMap<>(right);
      other.put(field, field.endsWith("date") ? "20200101T000000Z" : "AWS4-HMAC-SHA512");
      assertThat(send(other, "x").code()).isEqualTo("InvalidArgument");
    }
    Map<String, String> nobody = Forms.fields("a");
    assertThat(send(nobody, "x").code()).isEqualTo("AccessDenied");
    assertThat(send(right, "x").status()).isEqualTo(204);
  }

  private RawS3.Answer post(Map<String, String> fields, String conditions, String content) {
    return send(signed(fields, conditions, now.plusSeconds(60)), content);
  }

  private Map<String, String> signed(
      Map<String, String> fields, String conditions, Instant expiration) {
    return forms.signed(fields, conditions, expiration);
  }

  private RawS3.Answer send(Map<String, String> fields, String content) {
    return forms.send(fields, content);
  }
}
