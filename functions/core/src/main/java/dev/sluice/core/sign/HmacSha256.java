package dev.sluice.core.sign;

/// HMAC-SHA256 (RFC 2104) with the key, and if wanted the start of the message, already hashed.
///
/// `javax.crypto.Mac` hashes the key's two blocks again for each message; half of the work for
/// messages as short as a string to sign.
final class HmacSha256 {
  private static final int BLOCK = 64;
  private static final byte INNER_PAD = 0x36;
  private static final byte OUTER_PAD = 0x5c;

  private final Sha256 inner;
  private final Sha256 outer;

  private HmacSha256(Sha256 inner, Sha256 outer) {
    this.inner = inner;
    this.outer = outer;
  }

  static HmacSha256 keyed(byte[] key) {
    byte[] shortKey = key.length > BLOCK ? Sha256.empty().finish(key) : key;
    return new HmacSha256(
        Sha256.empty().with(padded(shortKey, INNER_PAD)),
        Sha256.empty().with(padded(shortKey, OUTER_PAD)));
  }

  HmacSha256 startingWith(byte[] prefix) {
    return new HmacSha256(inner.with(prefix), outer);
  }

  byte[] sign(byte[] message) {
    return outer.finish(inner.finish(message));
  }

  private static byte[] padded(byte[] key, byte pad) {
    byte[] block = new byte[BLOCK];
    for (int at = 0; at < BLOCK; at++) {
      block[at] = (byte) ((at < key.length ? key[at] : 0) ^ pad);
    }
    return block;
  }
}
