package dev.sluice.core.upload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Whose uploads these are; what one tenant made, another one neither sees nor names.
///
/// @param value 1 to 256 characters, as the token says
public record TenantId(String value) {
  private static final int MAXIMUM_LENGTH = 256;
  private static final int HASH_BYTES = 8;

  public TenantId {
    if (value.isEmpty() || value.length() > MAXIMUM_LENGTH) {
      throw new IllegalArgumentException("a tenant has 1 to 256 characters");
    }
  }

  /// 16 hexadecimal digits that stand for the tenant in object keys: no client text gets there.
  String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
