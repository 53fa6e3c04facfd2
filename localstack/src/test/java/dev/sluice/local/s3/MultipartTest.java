package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Multipart uploads, and all that is refused on the way.
class MultipartTest {
  private static final String FIVE_MIB = "p".repeat(5 << 20);

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
  void parts_become_one_object_without_being_touched() throws Exception {
    String id = service.begin("a");
    String first = service.part("a", id, 1, FIVE_MIB);
    String second = service.part("a", id, 2, "end");
    Map<String, Object> before = files();

    RawS3.Answer done = complete("a", id, Map.of(), first, second);

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.element("ETag")).endsWith("-2&quot;");
    assertThat(done.element("ChecksumType")).isEqualTo("FULL_OBJECT");
    assertThat(files()).isEqualTo(before);
    assertThat(raw.call("GET", "/uploads/a", Map.of("range", "bytes=5242879-5242881"), "").body())
        .isEqualTo("pen");
    RawS3.Answer part = raw.call("HEAD", "/uploads/a?partNumber=2");
    assertThat(part.headers())
        .containsEntry("x-amz-mp-parts-count", "2")
        .containsEntry("content-range", "bytes 5242880-5242882/5242883");
    assertThat(raw.call("HEAD", "/uploads/a?partNumber=3").status()).isEqualTo(416);
  }

  @Test
  void the_same_completion_again_is_answered_the_same() {
    String id = service.begin("a");
    String tag = service.part("a", id, 1, "x");

    RawS3.Answer once = complete("a", id, Map.of("if-none-match", "*"), tag);
    RawS3.Answer again = complete("a", id, Map.of("if-none-match", "*"), tag);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.element("ETag")).isEqualTo(once.element("ETag"));
    assertThat(complete("a", id, Map.of(), "other").code()).isEqualTo("NoSuchUpload");
    assertThat(service.bridged).hasSize(1);
  }

  @Test
  void an_upload_that_ended_is_not_there() {
    String aborted = service.begin("a");
    String tag = service.part("a", aborted, 1, "x");
    raw.call("DELETE", "/uploads/a?uploadId=" + aborted);
    String completed = service.begin("b");
    complete("b", completed, Map.of(), service.part("b", completed, 1, "x"));

    assertThat(complete("a", aborted, Map.of(), tag).code()).isEqualTo("NoSuchUpload");
    for (String target :
        new String[] {"a?uploadId=" + aborted, "b?uploadId=" + completed, "c?uploadId=never"}) {
      assertThat(raw.call("GET", "/uploads/" + target).code()).isEqualTo("NoSuchUpload");
      assertThat(raw.call("DELETE", "/uploads/" + target).code()).isEqualTo("NoSuchUpload");
      assertThat(raw.call("PUT", "/uploads/" + target + "&partNumber=1", Map.of(), "x").code())
          .isEqualTo("NoSuchUpload");
    }
  }

  @Test
  void parts_have_numbers_sizes_and_an_order() {
    String id = service.begin("a");
    String tag = service.part("a", id, 1, "small");
    service.part("a", id, 2, "small");
    String parts = "/uploads/a?uploadId=" + id;

    for (String number : new String[] {"0", "10001", "-1", "x"}) {
      assertThat(raw.call("PUT", parts + "&partNumber=" + number, Map.of(), "x").code())
          .isEqualTo("InvalidArgument");
    }
    assertThat(complete("a", id, Map.of(), tag, tag).code()).isEqualTo("EntityTooSmall");
    assertThat(complete("a", id, Map.of(), tag, "\"other\"").code()).isEqualTo("InvalidPart");
    assertThat(complete("a", id, Map.of(), tag, tag, tag).code()).isEqualTo("InvalidPart");
    String swapped = Service.completion(tag, tag).replace("Number>1<", "Number>3<");
    assertThat(raw.call("POST", parts, Map.of(), swapped).code()).isEqualTo("InvalidPartOrder");
    assertThat(raw.call("POST", parts, Map.of(), "").code()).isEqualTo("InvalidRequest");
    assertThat(raw.call("POST", parts, Map.of(), "<Complete").code()).isEqualTo("MalformedXML");
    assertThat(complete("a", id, Map.of("x-amz-mp-object-size", "6"), tag).code())
        .isEqualTo("InvalidRequest");
    assertThat(complete("a", id, Map.of("x-amz-mp-object-size", "5"), tag).status()).isEqualTo(200);
  }

  @Test
  void a_composite_checksum_needs_every_parts_own() {
    String id = begin("a", "SHA256", "COMPOSITE");
    RawS3.Answer part = raw.call("PUT", "/uploads/a?partNumber=1&uploadId=" + id, Map.of(), "abc");
    String tag = part.header("etag").orElseThrow();
    String sum = part.header("x-amz-checksum-sha256").orElseThrow();

    assertThat(complete("a", id, Map.of(), tag).element("Message"))
        .contains("must include the checksum for each part");
    assertThat(post("a", id, tag, "ChecksumSHA256", sum.replace('u', 'v')).code())
        .isEqualTo("InvalidPart");
    RawS3.Answer done = post("a", id, tag, "ChecksumSHA256", sum);
    assertThat(done.element("ChecksumSHA256")).endsWith("=-1");
    assertThat(done.element("ChecksumType")).isEqualTo("COMPOSITE");
  }

  @Test
  void with_a_checksum_of_the_clients_part_numbers_have_no_gap() {
    String id = begin("a", "SHA256", "COMPOSITE");
    RawS3.Answer part = raw.call("PUT", "/uploads/a?partNumber=2&uploadId=" + id, Map.of(), "abc");
    String body =
        "<CompleteMultipartUpload><Part><PartNumber>2</PartNumber><ETag>%s</ETag><ChecksumSHA256>%s</ChecksumSHA256></Part></CompleteMultipartUpload>"
            .formatted(
                part.header("etag").orElseThrow(),
                part.header("x-amz-checksum-sha256").orElseThrow());

    assertThat(raw.call("POST", "/uploads/a?uploadId=" + id, Map.of(), body).code())
        .isEqualTo("InvalidPartOrder");
  }

  @Test
  void a_full_object_checksum_is_that_of_the_bytes() {
    String id = begin("a", "CRC32", "FULL_OBJECT");
    String first = service.part("a", id, 1, FIVE_MIB);
    String second = service.part("a", id, 2, "hello world");
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update((FIVE_MIB + "hello world").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String right =
        java.util.Base64.getEncoder()
            .encodeToString(java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());

    for (Map<String, String> wrong :
        List.of(
            Map.of("x-amz-checksum-type", "FULL_OBJECT", "x-amz-checksum-crc32", "AAAAAA=="),
            Map.of("x-amz-checksum-type", "FULL_OBJECT", "x-amz-checksum-crc32c", "AAAAAA=="),
            Map.of("x-amz-checksum-crc32c", "AAAAAA=="),
            Map.of("x-amz-checksum-crc32", right + "-2"),
            Map.of("x-amz-checksum-crc32", right))) {
      RawS3.Answer answer = complete("a", id, wrong, first, second);
      assertThat(answer.code()).as("%s", wrong).isEqualTo("BadDigest");
      assertThat(answer.element("Message"))
          .isEqualTo("The crc32 you specified did not match the calculated checksum.");
    }
    RawS3.Answer malformed =
        complete("a", id, Map.of("x-amz-checksum-crc32", "nonsense"), first, second);
    assertThat(malformed.code()).isEqualTo("InvalidRequest");
    assertThat(malformed.element("Message"))
        .isEqualTo("Value for x-amz-checksum-crc32 header is invalid.");
    Map<String, String> whole =
        Map.of("x-amz-checksum-type", "FULL_OBJECT", "x-amz-checksum-crc32", right);
    assertThat(complete("a", id, whole, first, second).element("ChecksumCRC32")).isEqualTo(right);
  }

  @Test
  void an_upload_without_an_algorithm_looks_at_no_other_ones_checksum() {
    String id = service.begin("a");
    String tag = service.part("a", id, 1, "x");

    RawS3.Answer done = complete("a", id, Map.of("x-amz-checksum-crc32c", "AAAAAA==-2"), tag);

    assertThat(done.element("ChecksumType")).isEqualTo("FULL_OBJECT");
    assertThat(done.element("ChecksumCRC64NVME")).isNotEmpty();
  }

  @Test
  void algorithms_and_types_have_to_fit() {
    assertThat(create("MD5", "")).isEqualTo("InvalidRequest");
    assertThat(create("SHA1", "FULL_OBJECT")).isEqualTo("InvalidRequest");
    assertThat(create("CRC64NVME", "COMPOSITE")).isEqualTo("InvalidRequest");
    assertThat(create("", "COMPOSITE")).isEqualTo("InvalidRequest");
  }

  @Test
  void lists_come_in_pages() {
    String id = service.begin("a");
    for (int number = 1; number <= 3; number++) {
      service.part("a", id, number, "x");
    }
    RawS3.Answer page = raw.call("GET", "/uploads/a?uploadId=" + id + "&max-parts=2");
    assertThat(page.element("IsTruncated")).isEqualTo("true");
    assertThat(page.element("NextPartNumberMarker")).isEqualTo("2");
    assertThat(raw.call("GET", "/uploads/a?uploadId=" + id + "&part-number-marker=2").body())
        .containsOnlyOnce("<Part>")
        .contains("<PartNumber>3</PartNumber>");

    service.begin("b");
    RawS3.Answer uploads = raw.call("GET", "/uploads?uploads=&max-uploads=1");
    assertThat(uploads.element("NextKeyMarker")).isEqualTo("a");
    assertThat(raw.call("GET", "/uploads?uploads=&key-marker=a").body())
        .contains("<Key>b</Key>")
        .doesNotContain("<Key>a</Key>");
  }

  private String begin(String key, String algorithm, String type) {
    return raw.call(
            "POST",
            "/uploads/" + key + "?uploads=",
            Map.of("x-amz-checksum-algorithm", algorithm, "x-amz-checksum-type", type),
            "")
        .element("UploadId");
  }

  private String create(String algorithm, String type) {
    Map<String, String> headers = new java.util.HashMap<>();
    if (!algorithm.isEmpty()) {
      headers.put("x-amz-checksum-algorithm", algorithm);
    }
    if (!type.isEmpty()) {
      headers.put("x-amz-checksum-type", type);
    }
    return raw.call("POST", "/uploads/x?uploads=", headers, "").code();
  }

  private RawS3.Answer complete(
      String key, String id, Map<String, String> headers, String... eTags) {
    return raw.call(
        "POST", "/uploads/" + key + "?uploadId=" + id, headers, Service.completion(eTags));
  }

  private RawS3.Answer post(String key, String id, String tag, String element, String sum) {
    String body =
        Service.completion(tag)
            .replace("</Part>", "<%s>%s</%s></Part>".formatted(element, sum, element));
    return raw.call("POST", "/uploads/" + key + "?uploadId=" + id, Map.of(), body);
  }

  /// The files of parts, each with the time of its last change.
  private Map<String, Object> files() throws Exception {
    Map<String, Object> files = new java.util.TreeMap<>();
    try (Stream<Path> all = Files.list(data.resolve("uploads/data"))) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
      }
    }
    return files;
  }
}
