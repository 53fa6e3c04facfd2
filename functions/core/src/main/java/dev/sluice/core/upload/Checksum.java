package dev.sluice.core.upload;

import java.util.Base64;

/// The SHA-256 that a client computed of the whole file; signed into a single PUT, so that S3 takes
/// these bytes and no others.
///
/// @param base64 44 characters, as `x-amz-checksum-sha256` carries it
public record Checksum(String base64) {
  private static final int SHA256_BYTES = 32;

  /// @throws Refused with [Refusal.BadField] if it is not base64 of 32 bytes
  public Checksum {
    if (!isSha256(base64)) {
      throw new Refused(
          new Refusal.BadField(
              "checksum.value", "a SHA256 checksum is base64 of 32 bytes, 44 characters"));
    }
  }

  private static boolean isSha256(String base64) {
    try {
      return base64.length() == 44 && Base64.getDecoder().decode(base64).length == SHA256_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
