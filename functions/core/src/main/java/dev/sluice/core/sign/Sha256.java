package dev.sluice.core.sign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 whose state can be kept after a prefix, so that many messages that begin alike are
/// hashed from where they differ. Immutable: a kept state is copied before it goes on.
final class Sha256 {
  private final MessageDigest state;

  private Sha256(MessageDigest state) {
    this.state = state;
  }

  static Sha256 empty() {
    try {
      return new Sha256(MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  Sha256 with(byte[] prefix) {
    MessageDigest copy = copy();
    copy.update(prefix);
    return new Sha256(copy);
  }

  byte[] finish(byte[] rest) {
    return copy().digest(rest);
  }

  private MessageDigest copy() {
    try {
      return (MessageDigest) state.clone();
    } catch (CloneNotSupportedException missing) {
      throw new IllegalStateException("this platform's SHA-256 cannot be copied", missing);
    }
  }
}
