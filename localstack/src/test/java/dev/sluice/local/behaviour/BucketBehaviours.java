package dev.sluice.local.behaviour;

import static dev.sluice.local.behaviour.Bucket.refused;
import static dev.sluice.local.behaviour.Sources.api;
import static dev.sluice.local.behaviour.Sources.guide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.behaviour.Behaviour.Section;
import dev.sluice.local.s3.RawS3.Answer;
import java.util.List;
import java.util.Map;

/// Buckets: their lists and their settings.
final class BucketBehaviours {
  private static final String LIST = api("API_ListObjectsV2");
  private static final String CORS = guide("cors");
  private static final String VERSIONS = guide("DeleteMarker");

  private BucketBehaviours() {}

  static Section<Bucket> lists() {
    return new Section<>(
        "S3: lists",
        List.of(
            new Behaviour<>(
                "keys come in the order of their UTF-8 bytes, encoded if asked",
                LIST,
                s3 -> {
                  for (String key : List.of("b", "%F0%9F%98%80", "a%283%29", "%EE%80%80")) {
                    s3.stored(key, "x");
                  }
                  assertThat(s3.get("?list-type=2&encoding-type=url").body())
                      .containsSubsequence(
                          "<Key>a%283%29<", "<Key>b<", "<Key>%EE%80%80<", "<Key>%F0%9F%98%80<");
                }),
            new Behaviour<>(
                "a delimiter makes common prefixes, which count as keys do",
                LIST,
                s3 -> {
                  for (String key : List.of("a/1", "a/2", "b")) {
                    s3.stored(key, "x");
                  }
                  Answer page = s3.get("?list-type=2&delimiter=%2F&max-keys=1");
                  assertThat(page.body()).contains("<Prefix>a/</Prefix>").doesNotContain("<Key>");
                  assertThat(page.element("KeyCount")).isEqualTo("1");
                  assertThat(page.element("IsTruncated")).isEqualTo("true");
                  String token = page.element("NextContinuationToken");
                  assertThat(
                          s3.get(
                                  "?list-type=2&delimiter=%2F&continuation-token="
                                      + token.replace("+", "%2B").replace("=", "%3D"))
                              .element("Key"))
                      .isEqualTo("b");
                }),
            new Behaviour<>(
                "start-after, and marker of version 1",
                LIST,
                s3 -> {
                  for (String key : List.of("a", "b", "c")) {
                    s3.stored(key, "x");
                  }
                  assertThat(s3.get("?list-type=2&start-after=a").element("Key")).isEqualTo("b");
                  assertThat(s3.get("?marker=b").element("Key")).isEqualTo("c");
                }),
            new Behaviour<>(
                "a token that is none is InvalidArgument",
                LIST,
                s3 -> refused(s3.get("?list-type=2&continuation-token=x"), 400, "InvalidArgument")),
            new Behaviour<>(
                "deleting many tells of each, also of what was not there",
                api("API_DeleteObjects"),
                s3 -> {
                  s3.stored("a", "x");
                  Answer answer = deleteMany(s3, List.of("a", "never"));
                  assertThat(answer.body()).contains("<Key>a</Key>", "<Key>never</Key>");
                  assertThat(s3.head("a").status()).isEqualTo(404);
                }),
            new Behaviour<>(
                "deleting many needs a checksum of the list",
                api("API_DeleteObjects"),
                s3 ->
                    refused(
                        s3.call(
                            "POST", "?delete=", "<Delete><Object><Key>a</Key></Object></Delete>"),
                        400,
                        "InvalidRequest")),
            new Behaviour<>(
                "deleting many takes 1,000 keys at most",
                api("API_DeleteObjects"),
                s3 ->
                    refused(
                        deleteMany(
                            s3,
                            java.util.stream.IntStream.rangeClosed(0, 1000)
                                .mapToObj(Integer::toString)
                                .toList()),
                        400,
                        "MalformedXML"))));
  }

  static Section<Bucket> settings() {
    return new Section<>(
        "S3: buckets",
        List.of(
            new Behaviour<>(
                "a bucket that is not empty is BucketNotEmpty, one that is not there NoSuchBucket",
                api("API_DeleteBucket"),
                s3 -> {
                  s3.stored("a", "x");
                  refused(s3.delete(""), 409, "BucketNotEmpty");
                  s3.delete("a");
                  assertThat(s3.delete("").status()).isEqualTo(204);
                  refused(s3.get("?list-type=2"), 404, "NoSuchBucket");
                }),
            new Behaviour<>(
                "names have 3 to 63 characters, no capitals, no underscore",
                guide("bucketnamingrules"),
                s3 -> {
                  for (String name : List.of("ab", "x".repeat(64), "Capital", "under_score")) {
                    Answer answer = s3.raw().call("PUT", "/" + name, Map.of(), "");
                    refused(answer, 400, "InvalidBucketName");
                  }
                }),
            new Behaviour<>(
                "a preflight is answered as the rules say, without a signature",
                CORS,
                s3 -> {
                  cors(s3);
                  Answer allowed = preflight(s3, "https://b.example.com", "PUT");
                  assertThat(allowed.status()).isEqualTo(200);
                  assertThat(allowed.headers())
                      .containsEntry("access-control-allow-origin", "https://b.example.com")
                      .containsEntry("access-control-max-age", "60");
                  assertThat(allowed.header("access-control-allow-methods").orElseThrow())
                      .contains("PUT");
                  refused(preflight(s3, "https://b.example.com", "DELETE"), 403, "AccessForbidden");
                  refused(preflight(s3, "https://evil.example", "PUT"), 403, "AccessForbidden");
                }),
            new Behaviour<>(
                "answers to a page carry what the rule allows, and only to its origins",
                CORS,
                s3 -> {
                  cors(s3);
                  s3.stored("a", "x");
                  Answer answer = s3.get("a", "origin", "https://b.example.com");
                  assertThat(answer.headers())
                      .containsEntry("access-control-allow-origin", "https://b.example.com");
                  assertThat(
                          answer
                              .header("access-control-expose-headers")
                              .orElse("")
                              .toLowerCase(java.util.Locale.ROOT))
                      .contains("etag");
                  assertThat(
                          s3.get("a", "origin", "https://evil.example")
                              .header("access-control-allow-origin"))
                      .isEmpty();
                }),
            new Behaviour<>(
                "a deletion hides all versions behind a marker, which can be deleted",
                VERSIONS,
                s3 -> {
                  s3.versioning("Enabled");
                  String first = s3.put("a", "1").header("x-amz-version-id").orElseThrow();
                  s3.stored("a", "2");
                  Answer deleted = s3.delete("a");
                  assertThat(deleted.header("x-amz-delete-marker")).contains("true");
                  Answer gone = s3.get("a");
                  refused(gone, 404, "NoSuchKey");
                  assertThat(gone.header("x-amz-delete-marker")).contains("true");
                  assertThat(s3.get("a?versionId=" + first).body()).isEqualTo("1");
                  String marker = deleted.header("x-amz-version-id").orElseThrow();
                  assertThat(s3.get("a?versionId=" + marker).status()).isEqualTo(405);
                  s3.delete("a?versionId=" + marker);
                  assertThat(s3.get("a").body()).isEqualTo("2");
                }),
            new Behaviour<>(
                "while versioning is suspended there is one version called null",
                guide("AddingObjectstoVersionSuspendedBuckets"),
                s3 -> {
                  s3.stored("a", "1");
                  s3.versioning("Enabled");
                  s3.stored("a", "2");
                  s3.versioning("Suspended");
                  s3.stored("a", "3");
                  s3.stored("a", "4");
                  Answer list = s3.get("?versions=");
                  assertThat(list.body().split("<Version>", -1)).hasSize(3);
                  assertThat(s3.get("a?versionId=null").body()).isEqualTo("4");
                }),
            new Behaviour<>(
                "new buckets block public policies",
                guide("access-control-block-public-access"),
                s3 -> {
                  String policy = policy(s3, "Allow", "*", "s3:GetObject");
                  refused(s3.call("PUT", "?policy=", policy), 403, "AccessDenied");
                }),
            new Behaviour<>(
                "a policy's denial counts for the owner too",
                guide("security_iam_service-with-iam"),
                s3 -> {
                  s3.stored("a", "x");
                  Answer set = s3.call("PUT", "?policy=", policy(s3, "Deny", "*", "s3:GetObject"));
                  assertThat(set.status()).isEqualTo(204);
                  refused(s3.get("a"), 403, "AccessDenied");
                  assertThat(s3.head("a").status()).isEqualTo(403);
                }),
            new Behaviour<>(
                "lifecycle rules are kept, and told with the object's expiry",
                guide("lifecycle-expire-general-considerations"),
                s3 -> {
                  s3.configure("lifecycle", rules("<Expiration><Days>2</Days></Expiration>"));
                  s3.stored("old/a", "x");
                  assertThat(s3.get("?lifecycle=").element("Days")).isEqualTo("2");
                  assertThat(s3.head("old/a").header("x-amz-expiration").orElse(""))
                      .contains("rule-id=\"r\"", "expiry-date=");
                  assertThat(s3.put("b", "x").header("x-amz-expiration")).isEmpty();
                }),
            new Behaviour<>(
                "lifecycle rules that make no sense are refused",
                api("API_PutBucketLifecycleConfiguration"),
                s3 -> {
                  String wrong = rules("<Expiration><Days>0</Days></Expiration>");
                  Answer answer =
                      s3.call("PUT", "?lifecycle=", wrong, "content-md5", Bucket.md5(wrong));
                  assertThat(answer.status()).isEqualTo(400);
                }),
            new Behaviour<>(
                "who is notified is set by PutBucketNotificationConfiguration",
                api("API_PutBucketNotificationConfiguration"),
                s3 -> {
                  s3.configure(
                      "notification",
                      "<NotificationConfiguration><EventBridgeConfiguration/>"
                          + "</NotificationConfiguration>");
                  assertThat(s3.get("?notification=").body()).contains("EventBridgeConfiguration");
                })));
  }

  static String rules(String action) {
    return "<LifecycleConfiguration><Rule><ID>r</ID><Filter><Prefix>old/</Prefix></Filter>"
        + "<Status>Enabled</Status>"
        + action
        + "</Rule></LifecycleConfiguration>";
  }

  private static Answer deleteMany(Bucket s3, List<String> keys) {
    StringBuilder body = new StringBuilder("<Delete>");
    keys.forEach(key -> body.append("<Object><Key>" + key + "</Key></Object>"));
    String document = body.append("</Delete>").toString();
    return s3.call("POST", "?delete=", document, "content-md5", Bucket.md5(document));
  }

  private static void cors(Bucket s3) {
    s3.configure(
        "cors",
        "<CORSConfiguration><CORSRule><AllowedOrigin>https://*.example.com</AllowedOrigin>"
            + "<AllowedMethod>PUT</AllowedMethod><AllowedMethod>GET</AllowedMethod>"
            + "<AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>"
            + "<MaxAgeSeconds>60</MaxAgeSeconds></CORSRule></CORSConfiguration>");
  }

  private static Answer preflight(Bucket s3, String origin, String method) {
    return s3.raw()
        .send(
            s3.request(
                "OPTIONS",
                "a",
                "",
                "origin",
                origin,
                "access-control-request-method",
                method,
                "access-control-request-headers",
                "content-type"));
  }

  private static String policy(Bucket s3, String effect, String principal, String action) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"%s","Principal":"%s","Action":"%s",\
        "Resource":"arn:aws:s3:::%s/*"}]}"""
        .formatted(effect, principal, action, s3.name());
  }
}
