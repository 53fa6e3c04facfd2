package dev.sluice.local.behaviour;

import static dev.sluice.local.behaviour.Bucket.refused;
import static dev.sluice.local.behaviour.Sources.api;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.behaviour.Behaviour.Section;
import dev.sluice.local.s3.Forms;
import dev.sluice.local.s3.Hmac;
import dev.sluice.local.s3.RawS3.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Browsers' forms, held to their policies.
final class FormBehaviours {
  private static final String POST = api("RESTObjectPOST");
  private static final String POLICY = api("sigv4-HTTPPOSTConstructPolicy");
  private static final String ANY_KEY = "[\"starts-with\",\"$key\",\"u/\"]";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private FormBehaviours() {}

  static Section<Bucket> section() {
    return new Section<>(
        "S3: forms with a policy",
        List.of(
            new Behaviour<>(
                "what the policy allows is stored, 204, ${filename} being the file's",
                POST,
                s3 -> {
                  Answer answer = post(s3, ANY_KEY, "content", "key", "u/${filename}");
                  assertThat(answer.status()).isEqualTo(204);
                  assertThat(s3.get("u/f.txt").body()).isEqualTo("content");
                }),
            new Behaviour<>(
                "success_action_status 201 answers with the address, key and ETag",
                POST,
                s3 -> {
                  Answer answer =
                      post(
                          s3,
                          ANY_KEY + ",{\"success_action_status\":\"201\"}",
                          "x",
                          "key",
                          "u/a",
                          "success_action_status",
                          "201");
                  assertThat(answer.status()).isEqualTo(201);
                  assertThat(answer.element("Key")).isEqualTo("u/a");
                }),
            new Behaviour<>(
                "success_action_redirect answers 303 with bucket, key and ETag",
                POST,
                s3 -> {
                  Answer answer =
                      post(
                          s3,
                          ANY_KEY + ",[\"starts-with\",\"$success_action_redirect\",\"\"]",
                          "x",
                          "key",
                          "u/a",
                          "success_action_redirect",
                          "https://a.example/done");
                  assertThat(answer.status()).isEqualTo(303);
                  assertThat(answer.header("location").orElseThrow())
                      .startsWith("https://a.example/done?")
                      .contains("bucket=" + s3.name(), "key=u", "etag=");
                }),
            new Behaviour<>(
                "starts-with and eq hold",
                POLICY,
                s3 -> {
                  refused(post(s3, ANY_KEY, "x", "key", "v/a"), 403, "AccessDenied");
                  String type = ANY_KEY + ",[\"eq\",\"$Content-Type\",\"image/png\"]";
                  Answer other = post(s3, type, "x", "key", "u/a", "Content-Type", "text/html");
                  refused(other, 403, "AccessDenied");
                  Answer right = post(s3, type, "x", "key", "u/a", "Content-Type", "image/png");
                  assertThat(right.status()).isEqualTo(204);
                }),
            new Behaviour<>(
                "content-length-range holds at both ends",
                POLICY,
                s3 -> {
                  String range = ANY_KEY + ",[\"content-length-range\",2,4]";
                  refused(post(s3, range, "x", "key", "u/a"), 400, "EntityTooSmall");
                  refused(post(s3, range, "xxxxx", "key", "u/a"), 400, "EntityTooLarge");
                  assertThat(post(s3, range, "xxx", "key", "u/a").status()).isEqualTo(204);
                }),
            new Behaviour<>(
                "every field has to be in the policy, but x-ignore-",
                POLICY,
                s3 -> {
                  Answer more = post(s3, ANY_KEY, "x", "key", "u/a", "x-amz-meta-m", "1");
                  refused(more, 403, "AccessDenied");
                  Answer ignored = post(s3, ANY_KEY, "x", "key", "u/a", "x-ignore-m", "1");
                  assertThat(ignored.status()).isEqualTo(204);
                }),
            new Behaviour<>(
                "a policy expires",
                POLICY,
                s3 -> {
                  Map<String, String> fields = signed(s3, ANY_KEY, MINUTE.negated(), "key", "u/a");
                  refused(send(s3, fields, "x"), 403, "AccessDenied");
                }),
            new Behaviour<>(
                "a policy has to be signed",
                api("sigv4-authentication-HTTPPOST"),
                s3 -> {
                  Map<String, String> wrong = signed(s3, ANY_KEY, MINUTE, "key", "u/a");
                  wrong.put("x-amz-signature", "0".repeat(64));
                  refused(send(s3, wrong, "x"), 403, "SignatureDoesNotMatch");
                  refused(send(s3, Bucket.pairs("key", "u/a"), "x"), 403, "AccessDenied");
                })));
  }

  private static Answer post(Bucket s3, String conditions, String content, String... fields) {
    return send(s3, signed(s3, conditions, MINUTE, fields), content);
  }

  private static Map<String, String> signed(
      Bucket s3, String conditions, Duration lifetime, String... fields) {
    Instant now = Instant.now();
    String time =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").format(now.atOffset(ZoneOffset.UTC));
    String scope = time.substring(0, 8) + "/us-east-1/s3/aws4_request";
    String credential = s3.site().accessKey() + '/' + scope;
    String document =
        """
        {"expiration":"%s","conditions":[{"bucket":"%s"},%s,{"x-amz-algorithm":"AWS4-HMAC-SHA256"},\
        {"x-amz-credential":"%s"},{"x-amz-date":"%s"}]}"""
            .formatted(
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
                    .format(now.plus(lifetime).atOffset(ZoneOffset.UTC)),
                s3.name(),
                conditions,
                credential,
                time);
    String policy = Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8));
    Map<String, String> all = Bucket.pairs(fields);
    all.put("policy", policy);
    all.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
    all.put("x-amz-credential", credential);
    all.put("x-amz-date", time);
    all.put("x-amz-signature", Hmac.hex(Hmac.signingKey(s3.site().secret(), scope), policy));
    return all;
  }

  private static Answer send(Bucket s3, Map<String, String> fields, String content) {
    return s3.raw()
        .send(s3.request("POST", "", Forms.body(fields, content), "content-type", Forms.TYPE));
  }
}
