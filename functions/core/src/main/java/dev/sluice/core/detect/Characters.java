package dev.sluice.core.detect;

import java.nio.charset.Charset;
import java.util.List;

/// The head of a file that is text: its characters without a byte-order mark, decoded.
///
/// @param text of the head; its last character is whole
/// @param charset by its IANA name
/// @param whole whether this is all of the file
/// @param lines from the beginning, those that are whole, at most 160
record Characters(String text, String charset, boolean whole, List<String> lines) {

  private static final int LINES = 160;
  private static final int MINIMUM_LATIN = 12;
  private static final String BOM = "\uFEFF";

  Characters {
    lines = List.copyOf(lines);
  }

  /// What stands behind white space at the beginning.
  String start() {
    return text.stripLeading();
  }

  static Characters of(String text, String charset, boolean whole) {
    List<String> lines = text.lines().limit(LINES + 1L).toList();
    boolean lastIsCut = !whole && lines.size() <= LINES && !text.endsWith("\n");
    int count = lines.size() - (lastIsCut && lines.size() > 1 ? 1 : 0);
    return new Characters(text, charset, whole, lines.subList(0, Math.min(LINES, count)));
  }

  /// Decoded, without its byte-order mark.
  static Characters of(byte[] bytes, Charset charset, String name, boolean whole) {
    String text = new String(bytes, charset);
    if (!whole && text.endsWith("\uFFFD")) {
      int end = text.length();
      while (end > 0 && text.charAt(end - 1) == '\uFFFD') {
        end--;
      }
      text = text.substring(0, end); // The head ends within a character.
    }
    return of(text.startsWith(BOM) ? text.substring(1) : text, name, whole);
  }

  /// Whether these are characters that text has. A control character of the rarer ones is allowed
  /// where terminals and printers had a use for it.
  static boolean isTextual(int character) {
    return (character >= 0x20 && character != 0x7F)
        || character == '\t'
        || character == '\n'
        || character == '\r'
        || character == '\f'
        || character == '\b'
        || character == 0x07
        || character == 0x1B;
  }

  /// Bytes of a code page are taken for text only if there are enough of them to judge by.
  static boolean isEnough(int length, int high, int controls) {
    return length >= MINIMUM_LATIN
        && (controls == 0 ? high * 20 < length * 19 : controls * 10 < length * 6);
  }
}
