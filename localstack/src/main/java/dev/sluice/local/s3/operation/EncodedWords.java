package dev.sluice.local.s3.operation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Metadata beyond ASCII, as RFC 2047 has it: S3 decodes what comes so, and encodes what it
/// answers.
final class EncodedWords {
  private static final Pattern WORD = Pattern.compile("=\\?(?i:utf-8)\\?([bBqQ])\\?([^?]*)\\?=");

  private EncodedWords() {}

  static String decode(String value) {
    Matcher matcher = WORD.matcher(value);
    if (!matcher.matches()) {
      return value;
    }
    try {
      byte[] bytes =
          matcher.group(1).equalsIgnoreCase("b")
              ? Base64.getDecoder().decode(matcher.group(2))
              : quoted(matcher.group(2));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return value;
    }
  }

  static String encode(String value) {
    long beyond = value.chars().filter(it -> it < ' ' || it > '~').count();
    if (beyond == 0) {
      return value;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (beyond * 2 > value.length()) {
      return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }
    StringBuilder word = new StringBuilder("=?UTF-8?Q?");
    for (byte one : bytes) {
      char character = (char) (one & 0xff);
      if (character == ' ') {
        word.append('_');
      } else if (character <= ' ' || character > '~' || "=?_".indexOf(character) >= 0) {
        word.append("=%02X".formatted((int) character));
      } else {
        word.append(character);
      }
    }
    return word.append("?=").toString();
  }

  private static byte[] quoted(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '=' && i + 2 < text.length()) {
        bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(character == '_' ? ' ' : character);
      }
    }
    return bytes.toByteArray();
  }
}
