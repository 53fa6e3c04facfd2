package dev.sluice.local.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// The MD5s that clients compare with their own (SQS developer guide, "Calculating the MD5 message
/// digest for message attributes"), and the hash that deduplication by content goes by.
final class Checksums {
  private static final byte TEXT_VALUE = 1;
  private static final byte BINARY_VALUE = 2;

  private Checksums() {}

  static String ofBody(String body) {
    return hex(md5().digest(utf8(body)));
  }

  /// What a FIFO queue tells bodies apart by.
  static String sha256(String body) {
    return hex(digest("SHA-256").digest(utf8(body)));
  }

  /// Over name, type, a byte for the kind of value, and value of each, sorted by name, with
  /// lengths.
  static String ofAttributes(Map<String, MessageAttribute> attributes) {
    MessageDigest digest = md5();
    new TreeMap<>(attributes)
        .forEach(
            (name, attribute) -> {
              update(digest, utf8(name));
              update(digest, utf8(attribute.dataType()));
              switch (attribute) {
                case MessageAttribute.Text text -> {
                  digest.update(TEXT_VALUE);
                  update(digest, utf8(text.value()));
                }
                case MessageAttribute.Binary binary -> {
                  digest.update(BINARY_VALUE);
                  update(digest, binary.bytes());
                }
              }
            });
    return hex(digest.digest());
  }

  /// The same over the one system attribute that senders may give, AWSTraceHeader.
  static String ofTraceHeader(String value) {
    return ofAttributes(Map.of("AWSTraceHeader", new MessageAttribute.Text("String", value)));
  }

  private static void update(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest md5() {
    return digest("MD5");
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm, e);
    }
  }
}
