package dev.sluice.local.behaviour;

import static dev.sluice.local.behaviour.Bucket.refused;
import static dev.sluice.local.behaviour.Sources.api;
import static dev.sluice.local.behaviour.Sources.guide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.behaviour.Behaviour.Section;
import dev.sluice.local.s3.RawS3.Answer;
import java.util.List;
import java.util.Map;

/// Objects: what is read of them, what is kept with them.
final class ObjectBehaviours {
  private static final String GET = api("API_GetObject");
  private static final String PUT = api("API_PutObject");
  private static final String COPY = api("API_CopyObject");
  private static final String DIGITS = "0123456789";

  private ObjectBehaviours() {}

  static Section<Bucket> section() {
    return new Section<>(
        "S3: objects",
        List.of(
            new Behaviour<>(
                "ranges: from to, from, the last",
                GET,
                s3 -> {
                  s3.stored("a", DIGITS);
                  Map.of(
                          "bytes=2-4", "234 bytes 2-4/10",
                          "bytes=7-", "789 bytes 7-9/10",
                          "bytes=-3", "789 bytes 7-9/10",
                          "bytes=8-100", "89 bytes 8-9/10")
                      .forEach(
                          (range, expected) -> {
                            Answer answer = s3.get("a", "range", range);
                            assertThat(answer.status()).isEqualTo(206);
                            assertThat(answer.body() + " " + answer.header("content-range").get())
                                .isEqualTo(expected);
                          });
                }),
            new Behaviour<>(
                "a range behind the end is 416 and tells the size",
                api("ErrorResponses"),
                s3 -> {
                  s3.stored("a", DIGITS);
                  Answer answer = s3.get("a", "range", "bytes=10-");
                  refused(answer, 416, "InvalidRange");
                  assertThat(answer.element("ActualObjectSize")).isEqualTo("10");
                }),
            new Behaviour<>(
                "several ranges are not supported: the whole comes",
                GET,
                s3 -> {
                  s3.stored("a", DIGITS);
                  Answer answer = s3.get("a", "range", "bytes=0-1,3-4");
                  assertThat(answer.status()).isEqualTo(200);
                  assertThat(answer.body()).isEqualTo(DIGITS);
                }),
            new Behaviour<>(
                "metadata and headers come back",
                guide("UsingMetadata"),
                s3 -> {
                  s3.stored(
                      "a",
                      "x",
                      "content-type",
                      "text/x",
                      "cache-control",
                      "no-cache",
                      "content-disposition",
                      "attachment",
                      "content-encoding",
                      "gzip",
                      "x-amz-meta-m",
                      "1");
                  assertThat(s3.head("a").headers())
                      .containsEntry("content-type", "text/x")
                      .containsEntry("cache-control", "no-cache")
                      .containsEntry("content-disposition", "attachment")
                      .containsEntry("content-encoding", "gzip")
                      .containsEntry("x-amz-meta-m", "1");
                }),
            new Behaviour<>(
                "metadata of more than 2 KB is MetadataTooLarge",
                guide("UsingMetadata"),
                s3 ->
                    refused(
                        s3.put("a", "x", "x-amz-meta-m", "m".repeat(2048)),
                        400,
                        "MetadataTooLarge")),
            new Behaviour<>(
                "keys have 1,024 bytes at most",
                guide("object-keys"),
                s3 -> {
                  s3.stored("k".repeat(1024), "x");
                  refused(s3.put("k".repeat(1025), "x"), 400, "KeyTooLongError");
                }),
            new Behaviour<>(
                "a body without a length is MissingContentLength",
                api("ErrorResponses"),
                s3 ->
                    refused(
                        s3.raw()
                            .send(
                                s3.raw()
                                    .signed(s3.request("PUT", "a", "").without("content-length"))),
                        411,
                        "MissingContentLength")),
            new Behaviour<>(
                "a body that ends early is IncompleteBody, and nothing is stored",
                api("ErrorResponses"),
                s3 -> {
                  refused(
                      s3.raw().send(s3.raw().signed(s3.request("PUT", "a", "hello")).body("he")),
                      400,
                      "IncompleteBody");
                  assertThat(s3.head("a").status()).isEqualTo(404);
                }),
            new Behaviour<>(
                "an object of more than 5 GiB is refused by its length",
                PUT,
                s3 ->
                    refused(
                        s3.raw()
                            .send(
                                s3.raw()
                                    .signedWithoutBody(
                                        s3.request("PUT", "a", "")
                                            .with("content-length", "5368709121"))),
                        400,
                        "EntityTooLarge")),
            new Behaviour<>(
                "tags are set, told, counted and deleted",
                guide("object-tagging"),
                s3 -> {
                  s3.stored("a", "x", "x-amz-tagging", "t=1%20%2B");
                  assertThat(s3.head("a").header("x-amz-tagging-count")).contains("1");
                  assertThat(s3.get("a?tagging=").element("Value")).isEqualTo("1 +");
                  String tags = tags(1);
                  assertThat(s3.put("a?tagging=", tags, "content-md5", Bucket.md5(tags)).status())
                      .isEqualTo(200);
                  assertThat(s3.get("a?tagging=").element("Key")).isEqualTo("k1");
                  assertThat(s3.delete("a?tagging=").status()).isEqualTo(204);
                  assertThat(s3.get("a?tagging=").body()).doesNotContain("<Tag>");
                }),
            new Behaviour<>(
                "an object has ten tags at most",
                guide("object-tagging"),
                s3 -> {
                  s3.stored("a", "x");
                  String tags = tags(11);
                  assertThat(s3.put("a?tagging=", tags, "content-md5", Bucket.md5(tags)).status())
                      .isEqualTo(400);
                }),
            new Behaviour<>(
                "a copy keeps metadata and tags, or has new ones if told to replace",
                COPY,
                s3 -> {
                  s3.stored("a", "x", "x-amz-meta-m", "old", "x-amz-tagging", "t=1");
                  s3.copy("a", "b");
                  assertThat(s3.head("b").header("x-amz-meta-m")).contains("old");
                  assertThat(s3.head("b").header("x-amz-tagging-count")).contains("1");
                  s3.copy("a", "c", "x-amz-metadata-directive", "REPLACE", "x-amz-meta-m", "new");
                  assertThat(s3.head("c").header("x-amz-meta-m")).contains("new");
                }),
            new Behaviour<>(
                "a copy onto itself that changes nothing is refused",
                COPY,
                s3 -> {
                  s3.stored("a", "x");
                  refused(s3.copy("a", "a"), 400, "InvalidRequest");
                }),
            new Behaviour<>(
                "deleting what is not there succeeds, 204",
                api("API_DeleteObject"),
                s3 -> assertThat(s3.delete("never").status()).isEqualTo(204)),
            new Behaviour<>(
                "an unknown storage class is InvalidStorageClass",
                PUT,
                s3 ->
                    refused(
                        s3.put("a", "x", "x-amz-storage-class", "CHEAP"),
                        400,
                        "InvalidStorageClass")),
            new Behaviour<>(
                "new buckets refuse access control lists",
                guide("about-object-ownership"),
                s3 ->
                    refused(
                        s3.put("a", "x", "x-amz-acl", "public-read"),
                        400,
                        "AccessControlListNotSupported")),
            new Behaviour<>(
                "encryption with keys of KMS",
                guide("UsingKMSEncryption"),
                s3 -> {
                  s3.stored("a", "x", "x-amz-server-side-encryption", "aws:kms");
                  assertThat(s3.head("a").header("x-amz-server-side-encryption"))
                      .contains("aws:kms");
                })));
  }

  private static String tags(int count) {
    StringBuilder tags = new StringBuilder("<Tagging><TagSet>");
    for (int number = 1; number <= count; number++) {
      tags.append("<Tag><Key>k%d</Key><Value>v</Value></Tag>".formatted(number));
    }
    return tags.append("</TagSet></Tagging>").toString();
  }
}
