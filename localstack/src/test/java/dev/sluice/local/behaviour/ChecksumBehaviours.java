package dev.sluice.local.behaviour;

import static dev.sluice.local.behaviour.Bucket.FIVE_MIB;
import static dev.sluice.local.behaviour.Bucket.part;
import static dev.sluice.local.behaviour.Bucket.refused;
import static dev.sluice.local.behaviour.Sources.api;
import static dev.sluice.local.behaviour.Sources.guide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.behaviour.Behaviour.Section;
import dev.sluice.local.s3.RawS3.Answer;
import dev.sluice.local.s3.RawS3.Request;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Checksums of objects and their parts.
final class ChecksumBehaviours {
  private static final String UPLOAD = guide("checking-object-integrity-upload");
  private static final String[] ASKED = {"x-amz-checksum-mode", "ENABLED"};
  private static final String TEXT = "hello world";

  /// Those of `hello world`.
  private static final Map<String, String> SUMS =
      Map.of(
          "crc32", "DUoRhQ==",
          "crc32c", "yZRlqg==",
          "crc64nvme", "jSnVw/bqjr4=",
          "sha1", "Kq5sNclPz7QV2+lfQIuc6R7oRu0=",
          "sha256", "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=");

  private ChecksumBehaviours() {}

  static Section<Bucket> section() {
    return new Section<>(
        "S3: checksums",
        List.of(
            new Behaviour<>(
                "CRC32, CRC32C, CRC64NVME, SHA-1 and SHA-256 are stored and told to who asks",
                UPLOAD,
                s3 ->
                    SUMS.forEach(
                        (name, sum) -> {
                          String header = "x-amz-checksum-" + name;
                          s3.stored(name, TEXT, header, sum);
                          assertThat(s3.head(name, ASKED).header(header)).contains(sum);
                          assertThat(s3.head(name).header(header)).isEmpty();
                        })),
            new Behaviour<>(
                "a wrong checksum of any of them is BadDigest, and nothing is stored",
                UPLOAD,
                s3 ->
                    SUMS.forEach(
                        (name, sum) -> {
                          String header = "x-amz-checksum-" + name;
                          refused(s3.put(name, "hello World", header, sum), 400, "BadDigest");
                          assertThat(s3.head(name).status()).isEqualTo(404);
                        })),
            new Behaviour<>(
                "a wrong Content-MD5 is BadDigest, a malformed one InvalidDigest",
                api("API_PutObject"),
                s3 -> {
                  refused(s3.put("a", "x", "content-md5", Bucket.md5("y")), 400, "BadDigest");
                  refused(s3.put("a", "x", "content-md5", "nonsense"), 400, "InvalidDigest");
                }),
            new Behaviour<>(
                "CRC64NVME is computed if nobody names another",
                guide("checking-object-integrity"),
                s3 -> {
                  s3.stored("a", TEXT);
                  assertThat(s3.head("a", ASKED).header("x-amz-checksum-crc64nvme"))
                      .contains(sum("crc64nvme"));
                }),
            new Behaviour<>(
                "a checksum behind the body is compared",
                api("sigv4-streaming-trailers"),
                s3 -> {
                  assertThat(trailing(s3, "DUoRhQ==").status()).isEqualTo(200);
                  refused(trailing(s3, "AAAAAA=="), 400, "BadDigest");
                }),
            new Behaviour<>(
                "a wrong checksum of a part is BadDigest",
                api("API_UploadPart"),
                s3 -> {
                  String id = s3.begin("a", "x-amz-checksum-algorithm", "CRC32");
                  Answer part = s3.part("a", id, 1, "x", "x-amz-checksum-crc32", "AAAAAA==");
                  refused(part, 400, "BadDigest");
                }),
            new Behaviour<>(
                "a composite checksum is that of the parts', and tells their number",
                guide("checking-object-integrity"),
                s3 -> {
                  String id = s3.begin("a", "x-amz-checksum-algorithm", "SHA256");
                  String sum = sum("sha256");
                  Answer part = s3.part("a", id, 1, TEXT, "x-amz-checksum-sha256", sum);
                  Answer done =
                      s3.complete(
                          "a",
                          id,
                          part(
                              1,
                              part.header("etag").orElseThrow(),
                              "<ChecksumSHA256>" + sum + "</ChecksumSHA256>"));
                  assertThat(done.element("ChecksumSHA256"))
                      .endsWith("-1")
                      .isNotEqualTo(sum + "-1");
                }),
            new Behaviour<>(
                "a full-object checksum is that of the bytes, whatever the parts",
                guide("checking-object-integrity"),
                s3 -> {
                  String id = fullObject(s3);
                  String first = s3.partTag("a", id, 1, FIVE_MIB);
                  String second = s3.partTag("a", id, 2, "end");
                  s3.complete("a", id, part(1, first) + part(2, second));
                  s3.stored("b", FIVE_MIB + "end");
                  assertThat(s3.head("a", ASKED).header("x-amz-checksum-crc64nvme"))
                      .isEqualTo(s3.head("b", ASKED).header("x-amz-checksum-crc64nvme"))
                      .isPresent();
                }),
            new Behaviour<>(
                "a full-object checksum that was announced wrongly is BadDigest",
                api("API_CompleteMultipartUpload"),
                s3 -> {
                  String id = fullObject(s3);
                  String tag = s3.partTag("a", id, 1, TEXT);
                  Answer wrong =
                      s3.completeOne(
                          "a",
                          id,
                          tag,
                          "x-amz-checksum-crc64nvme",
                          "AAAAAAAAAAA=",
                          "x-amz-checksum-type",
                          "FULL_OBJECT");
                  refused(wrong, 400, "BadDigest");
                }),
            new Behaviour<>(
                "SHA checksums can't be full-object, CRC64NVME can't be composite",
                guide("checking-object-integrity"),
                s3 -> {
                  refused(typed(s3, "SHA256", "FULL_OBJECT"), 400, "InvalidRequest");
                  refused(typed(s3, "CRC64NVME", "COMPOSITE"), 400, "InvalidRequest");
                }),
            new Behaviour<>(
                "GetObjectAttributes tells size, parts and checksum",
                api("API_GetObjectAttributes"),
                s3 -> {
                  s3.stored("a", TEXT, "x-amz-checksum-crc32", sum("crc32"));
                  Answer answer =
                      s3.get("a?attributes=", "x-amz-object-attributes", "ObjectSize,Checksum");
                  assertThat(answer.element("ObjectSize")).isEqualTo("11");
                  assertThat(answer.element("ChecksumCRC32")).isEqualTo(sum("crc32"));
                })));
  }

  private static String fullObject(Bucket s3) {
    return typed(s3, "CRC64NVME", "FULL_OBJECT").element("UploadId");
  }

  private static Answer typed(Bucket s3, String algorithm, String type) {
    return s3.call(
        "POST",
        "a?uploads=",
        "",
        "x-amz-checksum-algorithm",
        algorithm,
        "x-amz-checksum-type",
        type);
  }

  private static Answer trailing(Bucket s3, String sum) {
    Request request =
        s3.request(
            "PUT",
            "a",
            "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:" + sum + "\r\n\r\n",
            "content-encoding",
            "aws-chunked",
            "x-amz-decoded-content-length",
            "11",
            "x-amz-trailer",
            "x-amz-checksum-crc32");
    return s3.raw().send(s3.raw().signedAs(request, "STREAMING-UNSIGNED-PAYLOAD-TRAILER"));
  }

  private static String sum(String algorithm) {
    return Objects.requireNonNull(SUMS.get(algorithm));
  }
}
