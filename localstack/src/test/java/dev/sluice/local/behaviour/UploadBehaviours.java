package dev.sluice.local.behaviour;

import static dev.sluice.local.behaviour.Bucket.FIVE_MIB;
import static dev.sluice.local.behaviour.Bucket.part;
import static dev.sluice.local.behaviour.Bucket.refused;
import static dev.sluice.local.behaviour.Sources.api;
import static dev.sluice.local.behaviour.Sources.guide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.behaviour.Behaviour.Section;
import dev.sluice.local.s3.RawS3.Answer;
import java.util.List;

/// Uploads in parts.
final class UploadBehaviours {
  private static final String OVERVIEW = guide("mpuoverview");
  private static final String LIMITS = guide("qfacts");
  private static final String COMPLETE = api("API_CompleteMultipartUpload");
  private static final String PART = api("API_UploadPart");

  private UploadBehaviours() {}

  static Section<Bucket> section() {
    return new Section<>(
        "S3: uploads in parts",
        List.of(
            new Behaviour<>(
                "parts become one object whose ETag tells their number",
                COMPLETE,
                s3 -> {
                  String id = s3.begin("a");
                  String first = s3.partTag("a", id, 1, FIVE_MIB);
                  String second = s3.partTag("a", id, 7, "end");
                  Answer done = s3.complete("a", id, part(1, first) + part(7, second));
                  assertThat(done.element("ETag")).contains("-2");
                  assertThat(s3.head("a").header("content-length")).contains("5242883");
                }),
            new Behaviour<>(
                "an upload that never was is NoSuchUpload",
                PART,
                s3 -> refused(s3.part("a", "never", 1, "x"), 404, "NoSuchUpload")),
            new Behaviour<>(
                "after AbortMultipartUpload it is NoSuchUpload",
                api("API_AbortMultipartUpload"),
                s3 -> {
                  String id = s3.begin("a");
                  String tag = s3.partTag("a", id, 1, "x");
                  assertThat(s3.delete("a?uploadId=" + id).status()).isEqualTo(204);
                  refused(s3.part("a", id, 2, "x"), 404, "NoSuchUpload");
                  refused(s3.completeOne("a", id, tag), 404, "NoSuchUpload");
                  refused(s3.get("a?uploadId=" + id), 404, "NoSuchUpload");
                }),
            new Behaviour<>(
                "after completion it takes and lists no parts",
                OVERVIEW,
                s3 -> {
                  String id = s3.begin("a");
                  s3.completeOne("a", id, s3.partTag("a", id, 1, "x"));
                  refused(s3.part("a", id, 2, "x"), 404, "NoSuchUpload");
                  refused(s3.get("a?uploadId=" + id), 404, "NoSuchUpload");
                }),
            new Behaviour<>(
                "the same completion again is answered the same",
                COMPLETE,
                s3 -> {
                  String id = s3.begin("a");
                  String tag = s3.partTag("a", id, 1, "x");
                  Answer once = s3.completeOne("a", id, tag);
                  Answer again = s3.completeOne("a", id, tag);
                  assertThat(again.status()).isEqualTo(200);
                  assertThat(again.element("ETag")).isEqualTo(once.element("ETag")).isNotEmpty();
                }),
            new Behaviour<>(
                "part numbers are 1 to 10,000",
                LIMITS,
                s3 -> {
                  String id = s3.begin("a");
                  s3.partTag("a", id, 10_000, "x");
                  for (int number : new int[] {0, 10_001}) {
                    refused(s3.part("a", id, number, "x"), 400, "InvalidArgument");
                  }
                }),
            new Behaviour<>(
                "a part that is not the last has 5 MiB or is EntityTooSmall",
                COMPLETE,
                s3 -> {
                  String id = s3.begin("a");
                  String tag = s3.partTag("a", id, 1, "x");
                  s3.partTag("a", id, 2, "x");
                  refused(s3.complete("a", id, part(1, tag) + part(2, tag)), 400, "EntityTooSmall");
                }),
            new Behaviour<>(
                "a part that is not there, or another one, is InvalidPart",
                COMPLETE,
                s3 -> {
                  String id = s3.begin("a");
                  String tag = s3.partTag("a", id, 1, "x");
                  refused(s3.complete("a", id, part(2, tag)), 400, "InvalidPart");
                  String other = "\"" + "0".repeat(32) + "\"";
                  refused(s3.completeOne("a", id, other), 400, "InvalidPart");
                }),
            new Behaviour<>(
                "parts that are not in order are InvalidPartOrder",
                COMPLETE,
                s3 -> {
                  String id = s3.begin("a");
                  String tag = s3.partTag("a", id, 1, FIVE_MIB);
                  s3.partTag("a", id, 2, FIVE_MIB);
                  refused(
                      s3.complete("a", id, part(2, tag) + part(1, tag)), 400, "InvalidPartOrder");
                }),
            new Behaviour<>(
                "a part of a number replaces the one before, and parts may be left out",
                OVERVIEW,
                s3 -> {
                  String id = s3.begin("a");
                  s3.partTag("a", id, 1, "old");
                  String tag = s3.partTag("a", id, 1, "new");
                  s3.partTag("a", id, 2, "left out");
                  assertThat(s3.completeOne("a", id, tag).status()).isEqualTo(200);
                  assertThat(s3.get("a").body()).isEqualTo("new");
                }),
            new Behaviour<>(
                "x-amz-mp-object-size is compared",
                COMPLETE,
                s3 -> {
                  String id = s3.begin("a");
                  String tag = s3.partTag("a", id, 1, "12345");
                  Answer wrong = s3.completeOne("a", id, tag, "x-amz-mp-object-size", "6");
                  refused(wrong, 400, "InvalidRequest");
                  assertThat(s3.completeOne("a", id, tag, "x-amz-mp-object-size", "5").status())
                      .isEqualTo(200);
                }),
            new Behaviour<>(
                "a list of parts that is no XML is MalformedXML",
                COMPLETE,
                s3 -> {
                  String id = s3.begin("a");
                  refused(s3.call("POST", "a?uploadId=" + id, "<Compl"), 400, "MalformedXML");
                }),
            new Behaviour<>(
                "ListParts comes in pages",
                api("API_ListParts"),
                s3 -> {
                  String id = s3.begin("a");
                  for (int number = 1; number <= 3; number++) {
                    s3.partTag("a", id, number, "x");
                  }
                  Answer page = s3.get("a?uploadId=" + id + "&max-parts=2");
                  assertThat(page.element("IsTruncated")).isEqualTo("true");
                  assertThat(page.element("NextPartNumberMarker")).isEqualTo("2");
                  assertThat(s3.get("a?uploadId=" + id + "&part-number-marker=2").body())
                      .contains("<PartNumber>3</PartNumber>")
                      .doesNotContain("<PartNumber>1</PartNumber>");
                }),
            new Behaviour<>(
                "ListMultipartUploads comes in pages, by key",
                api("API_ListMultipartUploads"),
                s3 -> {
                  s3.begin("b");
                  s3.begin("a");
                  Answer page = s3.get("?uploads=&max-uploads=1");
                  assertThat(page.element("NextKeyMarker")).isEqualTo("a");
                  assertThat(s3.get("?uploads=&key-marker=a").body())
                      .contains("<Key>b</Key>")
                      .doesNotContain("<Key>a</Key>");
                }),
            new Behaviour<>(
                "UploadPartCopy takes a range of another object",
                api("API_UploadPartCopy"),
                s3 -> {
                  s3.stored("source", "0123456789");
                  String id = s3.begin("a");
                  Answer copied =
                      s3.copy(
                          "source",
                          "a?partNumber=1&uploadId=" + id,
                          "x-amz-copy-source-range",
                          "bytes=2-4");
                  String tag = copied.element("ETag").replace("&quot;", "\"");
                  assertThat(s3.completeOne("a", id, tag).status()).isEqualTo(200);
                  assertThat(s3.get("a").body()).isEqualTo("234");
                }),
            new Behaviour<>(
                "a part of the object can be asked for by its number",
                api("API_HeadObject"),
                s3 -> {
                  String id = s3.begin("a");
                  String first = s3.partTag("a", id, 1, FIVE_MIB);
                  String second = s3.partTag("a", id, 2, "end");
                  s3.complete("a", id, part(1, first) + part(2, second));
                  Answer head = s3.head("a?partNumber=2");
                  assertThat(head.status()).isEqualTo(206);
                  assertThat(head.header("content-length")).contains("3");
                  assertThat(head.header("x-amz-mp-parts-count")).contains("2");
                }),
            new Behaviour<>(
                "a bucket's object is not there before completion, and the old one till then",
                OVERVIEW,
                s3 -> {
                  s3.stored("a", "old");
                  String id = s3.begin("a");
                  String tag = s3.partTag("a", id, 1, "new");
                  assertThat(s3.get("a").body()).isEqualTo("old");
                  s3.completeOne("a", id, tag);
                  assertThat(s3.get("a").body()).isEqualTo("new");
                })));
  }
}
