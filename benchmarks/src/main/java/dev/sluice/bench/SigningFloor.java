package dev.sluice.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The hashing that Signature Version 4 asks for one request, with the JDK's primitives and nothing
/// around it: SHA-256 of the canonical request, HMAC-SHA256 of the string to sign, the day's key at
/// hand. No text is put together, nothing is encoded. Not thread-safe.
final class SigningFloor {
  private static final String HMAC = "HmacSHA256";

  private final byte[] canonicalRequest;
  private final byte[] stringToSign;
  private final MessageDigest sha256;
  private final Mac hmac;

  /// @param scope `DATE/REGION/SERVICE/aws4_request`
  SigningFloor(String canonicalRequest, String second, String scope, String secret) {
    this.canonicalRequest = ascii(canonicalRequest);
    this.sha256 = sha256();
    this.stringToSign =
        ascii(
            "AWS4-HMAC-SHA256\n%s\n%s\n%s"
                .formatted(
                    second, scope, HexFormat.of().formatHex(sha256.digest(this.canonicalRequest))));
    byte[] key = ascii("AWS4" + secret);
    for (String step : scope.split("/", -1)) {
      key = keyed(key).doFinal(ascii(step));
    }
    this.hmac = keyed(key);
  }

  byte[] canonicalRequestHash() {
    return sha256.digest(canonicalRequest);
  }

  byte[] signature() {
    return hmac.doFinal(stringToSign);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  private static Mac keyed(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java platform has " + HMAC, missing);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
