package dev.sluice.local.template;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;

/// Names as CloudFormation makes them, `stack-logicalid-suffix`, except that the suffix is computed
/// from the two other parts: the same template finds its data again after a restart.
final class PhysicalNames {
  // CloudFormation's suffixes are of this length.
  private static final int SUFFIX_LENGTH = 12;
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private PhysicalNames() {}

  static String of(String stackName, String logicalId, int maximumLength) {
    String suffix = suffix(stackName, logicalId, SUFFIX_LENGTH);
    String readable = stackName + "-" + logicalId;
    int room = maximumLength - suffix.length() - 1;
    return readable.substring(0, Math.min(room, readable.length())) + "-" + suffix;
  }

  static String lowerCase(String stackName, String logicalId, int maximumLength) {
    return of(stackName, logicalId, maximumLength).toLowerCase(Locale.ROOT);
  }

  static String id(String stackName, String logicalId, int length) {
    return suffix(stackName, logicalId, length).toLowerCase(Locale.ROOT);
  }

  static UUID uuid(String stackName, String logicalId) {
    ByteBuffer digest = ByteBuffer.wrap(digest(stackName, logicalId));
    return new UUID(digest.getLong(), digest.getLong());
  }

  private static String suffix(String stackName, String logicalId, int length) {
    byte[] digest = digest(stackName, logicalId);
    StringBuilder suffix = new StringBuilder(length);
    for (int index = 0; index < length; index++) {
      suffix.append(ALPHABET.charAt(digest[index] & 31));
    }
    return suffix.toString();
  }

  private static byte[] digest(String stackName, String logicalId) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest((stackName + "/" + logicalId).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
