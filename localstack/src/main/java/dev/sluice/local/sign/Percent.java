package dev.sluice.local.sign;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Percent encoding as Signature Version 4 wants it: RFC 3986's unreserved characters stay, every
/// other byte of the UTF-8 text becomes `%XX`.
public final class Percent {
  private static final String HEX = "0123456789ABCDEF";

  private Percent() {}

  public static String encode(String text) {
    return encode(text, false);
  }

  /// Leaves slashes as they are.
  public static String encodePath(String text) {
    return encode(text, true);
  }

  /// Text that is no percent encoding (`%`, `%2`, `%zz`) stays as it is.
  public static String decode(String text) {
    return decode(text, false);
  }

  /// Takes `+` for a space, as forms have it.
  public static String decodeForm(String text) {
    return decode(text, true);
  }

  /// Whether it decodes to UTF-8: bytes that do not would all become the same character.
  public static boolean isUtf8(String text) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(text, false)));
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }

  private static String encode(String text, boolean keepSlash) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (one & 0xff);
      if (unreserved(character) || (keepSlash && character == '/')) {
        encoded.append(character);
      } else {
        encoded.append('%').append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 15));
      }
    }
    return encoded.toString();
  }

  private static String decode(String text, boolean form) {
    if (text.indexOf('%') < 0 && (!form || text.indexOf('+') < 0)) {
      return text;
    }
    return new String(bytes(text, form), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text, boolean form) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
      if (value >= 0) {
        decoded.write(value);
        i += 2;
      } else {
        decoded.write(form && bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return decoded.toByteArray();
  }

  private static int hex(byte high, byte low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first * 16 + second;
  }

  private static boolean unreserved(char character) {
    return (character >= 'A' && character <= 'Z')
        || (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || character == '-'
        || character == '.'
        || character == '_'
        || character == '~';
  }
}
