package dev.sluice.core.sign;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent-encoding as SigV4 wants it (S3: "Create a canonical request", `UriEncode`): all but RFC
/// 3986's unreserved characters, in upper-case hexadecimal, of the UTF-8 bytes.
final class UriEncoding {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UriEncoding() {}

  /// For names and values of the query string.
  static String encode(String text) {
    return encode(text, false);
  }

  /// For object keys: slashes stay.
  static String encodePath(String key) {
    return encode(key, true);
  }

  private static String encode(String text, boolean keepSlashes) {
    ByteBuffer bytes = utf8(text);
    StringBuilder encoded = new StringBuilder(bytes.remaining() * 3);
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (isUnreserved(next) || (keepSlashes && next == '/')) {
        encoded.append((char) next);
      } else {
        encoded.append('%');
        HEX.toHexDigits(encoded, next);
      }
    }
    return encoded.toString();
  }

  static ByteBuffer utf8(String text) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException half) {
      throw new IllegalArgumentException(
          "half a character (an unpaired surrogate) in the text", half);
    }
  }

  private static boolean isUnreserved(byte next) {
    return (next >= 'a' && next <= 'z')
        || (next >= 'A' && next <= 'Z')
        || (next >= '0' && next <= '9')
        || next == '-'
        || next == '.'
        || next == '_'
        || next == '~';
  }
}
