package dev.sluice.core.sign;

import dev.sluice.core.limit.Limits;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/// Signs the parts of one multipart upload, each in about a microsecond.
///
/// An upload may have 10,000 parts, and their URLs differ in two numbers. All that stands before
/// the first of them is encoded and hashed once. Thread-safe. Made by [Presigner#parts].
public final class PartSigner {
  static final String SIGNED_HEADERS = "content-length;host";

  private final Signature signature;
  private final Instant expiresAt;

  /// The canonical request up to the part number.
  private final Sha256 beforeNumber;

  private final String numberToLength;
  private final String afterLength;
  private final String urlBeforeNumber;
  private final String urlAfterNumber;

  PartSigner(
      Endpoint endpoint,
      String encodedKey,
      String encodedUploadId,
      Signature signature,
      Instant expiresAt) {
    this.signature = signature;
    this.expiresAt = expiresAt;
    String path = endpoint.path(encodedKey);
    // Canonical order is by character code, so all X-Amz- names stand before partNumber.
    String signing =
        signature.parameters().stream()
            .sorted(Comparator.comparing(Signature.Parameter::name))
            .map(Signature.Parameter::toString)
            .collect(Collectors.joining("&"));
    String uploadId = "&uploadId=" + encodedUploadId;
    beforeNumber =
        Sha256.empty().with(Sha256.ascii("PUT\n" + path + "\n" + signing + "&partNumber="));
    numberToLength = uploadId + "\ncontent-length:";
    afterLength =
        String.join(
            "\n", "", "host:" + endpoint.host(), "", SIGNED_HEADERS, Signature.UNSIGNED_PAYLOAD);
    urlBeforeNumber = endpoint.origin() + path + "?partNumber=";
    urlAfterNumber = uploadId + "&" + signature.urlTail();
  }

  /// @param partNumber 1 to 10,000
  /// @param contentLength 0 to 5 GiB; S3 refuses a body of any other length
  public PresignedRequest sign(int partNumber, long contentLength) {
    if (partNumber < 1 || partNumber > Limits.MAXIMUM_PARTS) {
      throw new IllegalArgumentException(
          "parts are numbered 1 to %d, not %d".formatted(Limits.MAXIMUM_PARTS, partNumber));
    }
    String rest =
        partNumber + numberToLength + Presigner.checkedLength(contentLength) + afterLength;
    String signed = signature.of(beforeNumber.finish(Sha256.ascii(rest)));
    return new PresignedRequest(
        "PUT", urlBeforeNumber + partNumber + urlAfterNumber + signed, Map.of(), expiresAt);
  }
}
