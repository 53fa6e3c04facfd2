package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;

/// Bodies of the form `aws-chunked`.
class ChunkedBodyTest {
  @TempDir private Path data;
  private Service service;

  @BeforeEach
  void start() {
    service = new Service(data);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void the_SDKs_signed_chunks_become_the_object() {
    byte[] bytes = new byte[300_000];
    java.util.Arrays.fill(bytes, (byte) 'x');

    service.sdk.putObject(
        it -> it.bucket("uploads").key("a").checksumAlgorithm(ChecksumAlgorithm.CRC32_C),
        RequestBody.fromBytes(bytes));

    assertThat(service.sdk.getObjectAsBytes(it -> it.bucket("uploads").key("a")).asByteArray())
        .isEqualTo(bytes);
    assertThat(service.sdk.headObject(it -> it.bucket("uploads").key("a")).contentEncoding())
        .isNull();
  }

  @Test
  void a_trailing_checksum_is_compared() {
    assertThat(trailer("x-amz-checksum-crc32:DUoRhQ==").status()).isEqualTo(200);
    assertThat(trailer("x-amz-checksum-crc32:AAAAAA==").code()).isEqualTo("BadDigest");
    assertThat(trailer("x-amz-checksum-crc32:nonsense").code()).isEqualTo("InvalidRequest");
  }

  @Test
  void trailers_are_those_that_were_announced_each_once() {
    String right = "x-amz-checksum-crc32:DUoRhQ==";
    String body = "b\r\nhello world\r\n0\r\n%s\r\n\r\n";

    assertThat(trailer(right + "\r\n" + right).code()).isEqualTo("MalformedTrailerError");
    assertThat(trailer(right + "\r\nx-amz-meta-a:b").code()).isEqualTo("MalformedTrailerError");
    assertThat(
            send(body.formatted(right), "STREAMING-UNSIGNED-PAYLOAD-TRAILER", Map.of(), "11")
                .code())
        .isEqualTo("MalformedTrailerError");
    assertThat(
            send(
                    body.formatted("x-amz-meta-a:b"),
                    "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                    Map.of("x-amz-trailer", "x-amz-meta-a"),
                    "11")
                .element("Message"))
        .isEqualTo("The value specified in the x-amz-trailer header is not supported");
    assertThat(service.raw.call("GET", "/uploads/a").status()).isEqualTo(404);
  }

  @Test
  void a_body_that_ends_early_is_incomplete() {
    assertThat(chunked("b\r\nhello", "11").code()).isEqualTo("IncompleteBody");
    assertThat(chunked("5\r\nhello\r\n0\r\n\r\n", "11").code()).isEqualTo("IncompleteBody");
  }

  @Test
  void only_the_last_chunk_has_less_than_8_KiB() {
    String small = "1fff\r\n" + "x".repeat(8191) + "\r\n";
    String enough = "2000\r\n" + "x".repeat(8192) + "\r\n";
    String end = "0\r\nx-amz-checksum-crc32:%s\r\n\r\n";

    RawS3.Answer refused =
        chunked(enough + small + "1\r\ny\r\n" + end.formatted("AAAAAA=="), "16384");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("InvalidChunkSizeError");
    assertThat(refused.element("Message"))
        .isEqualTo("Only the last chunk is allowed to have a size less than 8192 bytes");
    assertThat(refused.element("Chunk")).isEqualTo("3");
    assertThat(refused.element("BadChunkSize")).isEqualTo("8191");
    assertThat(service.raw.call("GET", "/uploads/a").status()).isEqualTo(404);
    assertThat(chunked(enough + small + end.formatted(crc32("x".repeat(16383))), "16383").status())
        .isEqualTo(200);
  }

  @Test
  void a_chunk_with_a_wrong_signature_is_refused() {
    String body =
        "b;chunk-signature=%1$s\r\nhello world\r\n0;chunk-signature=%1$s\r\n\r\n"
            .formatted("0".repeat(64));

    RawS3.Answer answer = send(body, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", Map.of(), "11");

    assertThat(answer.code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(service.raw.call("GET", "/uploads/a").status()).isEqualTo(404);
  }

  private static String crc32(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private RawS3.Answer trailer(String trailer) {
    return chunked("b\r\nhello world\r\n0\r\n" + trailer + "\r\n\r\n", "11");
  }

  private RawS3.Answer chunked(String body, String length) {
    return send(
        body,
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        Map.of("x-amz-trailer", "x-amz-checksum-crc32"),
        length);
  }

  private RawS3.Answer send(
      String body, String payload, Map<String, String> headers, String length) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("content-encoding", "aws-chunked");
    all.put("x-amz-decoded-content-length", length);
    RawS3.Request request = service.raw.request("PUT", "/uploads/a", all, body);
    return service.raw.send(service.raw.signedAs(request, payload));
  }
}
