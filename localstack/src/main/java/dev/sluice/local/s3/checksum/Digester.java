package dev.sluice.local.s3.checksum;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Takes bytes and gives their digest, once.
public interface Digester {
  void update(byte[] bytes, int offset, int length);

  /// The digest. Ends the use of the digester.
  byte[] digest();

  default String base64() {
    return Base64.getEncoder().encodeToString(digest());
  }

  /// @param algorithm one of the JDK's, as `MD5`
  static Digester of(String algorithm) {
    MessageDigest digest = messageDigest(algorithm);
    return new Digester() {
      @Override
      public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
      }

      @Override
      public byte[] digest() {
        return digest.digest();
      }
    };
  }

  static Digester of(java.util.zip.Checksum checksum, int bytes) {
    return new Digester() {
      @Override
      public void update(byte[] data, int offset, int length) {
        checksum.update(data, offset, length);
      }

      @Override
      public byte[] digest() {
        return bigEndian(checksum.getValue(), bytes);
      }
    };
  }

  static byte[] bigEndian(long value, int bytes) {
    byte[] result = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      result[i] = (byte) (value >>> (8 * (bytes - 1 - i)));
    }
    return result;
  }

  private static MessageDigest messageDigest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
