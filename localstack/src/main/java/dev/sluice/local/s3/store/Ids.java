package dev.sluice.local.s3.store;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/// Names of files, versions and uploads.
public final class Ids {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
  private static final int VERSION_LENGTH = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  static String file() {
    return random(24, 36);
  }

  /// An upload's id, which is the name of its folder, too.
  static String upload() {
    return random(64, 62);
  }

  /// A version's id. As on AWS, one that was not issued here is recognized as such.
  static String version() {
    String body = random(VERSION_LENGTH - 2, ALPHABET.length());
    return body + check(body);
  }

  /// Whether a version's id may have been issued here.
  public static boolean isVersion(String id) {
    if (id.length() != VERSION_LENGTH) {
      return false;
    }
    String body = id.substring(0, VERSION_LENGTH - 2);
    return id.equals(body + check(body));
  }

  private static String check(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    int value = (int) crc.getValue();
    return "" + ALPHABET.charAt(value & 63) + ALPHABET.charAt(value >>> 6 & 63);
  }

  /// 36: digits and small letters only, since some file systems do not tell cases apart.
  private static String random(int length, int base) {
    StringBuilder id = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      int index = RANDOM.nextInt(base);
      id.append(base == 36 ? Character.forDigit(index, 36) : ALPHABET.charAt(index));
    }
    return id.toString();
  }
}
