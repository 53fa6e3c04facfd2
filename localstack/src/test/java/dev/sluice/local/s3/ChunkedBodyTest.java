package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
  void a_body_that_ends_early_is_incomplete() {
    assertThat(chunked("b\r\nhello", "11").code()).isEqualTo("IncompleteBody");
    assertThat(chunked("5\r\nhello\r\n0\r\n\r\n", "11").code()).isEqualTo("IncompleteBody");
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
