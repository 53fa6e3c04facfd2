package dev.sluice.core.detect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/// Writes a sample field by field, as its specification lists them.
final class Bytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Bytes ascii(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  Bytes hex(String digits) {
    out.writeBytes(HexFormat.of().parseHex(digits.replace(" ", "")));
    return this;
  }

  Bytes u8(int value) {
    out.write(value);
    return this;
  }

  Bytes be16(int value) {
    return u8(value >> 8).u8(value);
  }

  Bytes le16(int value) {
    return u8(value).u8(value >> 8);
  }

  Bytes be32(long value) {
    return be16((int) (value >> 16)).be16((int) value);
  }

  Bytes le32(long value) {
    return le16((int) value).le16((int) (value >> 16));
  }

  Bytes be64(long value) {
    return be32(value >> 32).be32(value);
  }

  Bytes le64(long value) {
    return le32(value).le32(value >> 32);
  }

  Bytes bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  Bytes zeros(int count) {
    out.writeBytes(new byte[count]);
    return this;
  }

  /// Zeros up to this length.
  Bytes to(int length) {
    return zeros(length - out.size());
  }

  int length() {
    return out.size();
  }

  byte[] array() {
    return out.toByteArray();
  }

  static long crc(byte[] bytes, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, to - from);
    return crc.getValue();
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
