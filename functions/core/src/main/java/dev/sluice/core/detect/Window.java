package dev.sluice.core.detect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/// A range that was read, addressed by offsets in the file. A look beyond it is answered with "not
/// there", never with an exception: formats lie about their lengths.
final class Window {
  private final long offset;
  private final byte[] bytes;

  Window(long offset, byte[] bytes) {
    this.offset = offset;
    this.bytes = bytes.clone();
  }

  long offset() {
    return offset;
  }

  /// The first offset behind the range.
  long end() {
    return offset + bytes.length;
  }

  int length() {
    return bytes.length;
  }

  boolean has(long at, long length) {
    return at >= offset && length >= 0 && at - offset <= bytes.length - length;
  }

  /// 0 to 255, or -1 where nothing was read.
  int u8(long at) {
    return has(at, 1) ? bytes[index(at)] & 0xFF : -1;
  }

  /// -1 where nothing was read.
  int u16(long at) {
    return has(at, 2) ? u8(at) << 8 | u8(at + 1) : -1;
  }

  int u16le(long at) {
    return has(at, 2) ? u8(at + 1) << 8 | u8(at) : -1;
  }

  /// -1 where nothing was read.
  int u24le(long at) {
    return has(at, 3) ? u8(at + 2) << 16 | u16le(at) : -1;
  }

  /// -1 where nothing was read.
  long u32(long at) {
    return has(at, 4) ? (long) u16(at) << 16 | u16(at + 2) : -1;
  }

  long u32le(long at) {
    return has(at, 4) ? (long) u16le(at + 2) << 16 | u16le(at) : -1;
  }

  /// -1 where nothing was read, or the number is over 2^63.
  long u64(long at) {
    if (!has(at, 8) || u8(at) > 0x7F) {
      return -1;
    }
    return u32(at) << 32 | u32(at + 4);
  }

  long u64le(long at) {
    if (!has(at, 8) || u8(at + 7) > 0x7F) {
      return -1;
    }
    return u32le(at + 4) << 32 | u32le(at);
  }

  boolean hasAscii(long at, String text) {
    if (!has(at, text.length())) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (u8(at + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// The text there, one character a byte; empty where nothing was read.
  String ascii(long at, int length) {
    return has(at, length) ? new String(bytes, index(at), length, StandardCharsets.ISO_8859_1) : "";
  }

  /// Where the text stands first, from `from` on and before `to`; -1 if it does not.
  long find(String text, long from, long to) {
    for (long at = Math.max(from, offset); at + text.length() <= Math.min(to, end()); at++) {
      if (hasAscii(at, text)) {
        return at;
      }
    }
    return -1;
  }

  /// Where the text stands last, from `from` on; -1 if it does not.
  long findLast(String text, long from) {
    return findLast(text, from, end());
  }

  /// Where the text stands last, from `from` on and all of it before `to`; -1 if it does not.
  long findLast(String text, long from, long to) {
    for (long at = Math.min(to, end()) - text.length(); at >= Math.max(from, offset); at--) {
      if (hasAscii(at, text)) {
        return at;
      }
    }
    return -1;
  }

  /// The CRC-32 (ISO/IEC 3309) of what stands from `from` on and before `to`, as far as it was
  /// read.
  long crc32(long from, long to) {
    long begin = Math.clamp(from, offset, end());
    CRC32 crc = new CRC32();
    crc.update(bytes, index(begin), (int) (Math.clamp(to, begin, end()) - begin));
    return crc.getValue();
  }

  /// The sum of the bytes from `from` on and before `to`, as far as they were read.
  long sum(long from, long to) {
    long sum = 0;
    for (long at = Math.max(from, offset); at < Math.min(to, end()); at++) {
      sum += u8(at);
    }
    return sum;
  }

  String hex(long at, int length) {
    int available = Math.clamp(end() - at, 0, length);
    return has(at, available)
        ? HexFormat.of().formatHex(bytes, index(at), index(at) + available)
        : "";
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, bytes.length);
  }

  private int index(long at) {
    return (int) (at - offset);
  }
}
