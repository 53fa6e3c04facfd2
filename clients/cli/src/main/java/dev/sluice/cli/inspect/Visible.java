package dev.sluice.cli.inspect;

/// Text of strangers, such as a file's name, on one line of a terminal: what would steer the
/// terminal, break the line or turn the direction of writing is shown as `\\u{…}`.
final class Visible {
  private Visible() {}

  static String line(String text) {
    if (text.codePoints().noneMatch(Visible::steers)) {
      return text;
    }
    StringBuilder visible = new StringBuilder();
    text.codePoints()
        .forEach(
            codePoint -> {
              if (steers(codePoint)) {
                visible.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
              } else {
                visible.appendCodePoint(codePoint);
              }
            });
    return visible.toString();
  }

  private static boolean steers(int codePoint) {
    if (codePoint >= 0x20 && codePoint < 0x7F) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
