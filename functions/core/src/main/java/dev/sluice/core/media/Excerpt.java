package dev.sluice.core.media;

/// What a message may repeat of a text that a stranger wrote: one line, not for ever long.
final class Excerpt {

  private static final int LONGEST = 80;

  private Excerpt() {}

  static String of(String text) {
    String printable =
        text.codePoints()
            .limit(LONGEST)
            .collect(StringBuilder::new, Excerpt::add, StringBuilder::append)
            .toString();
    return text.codePointCount(0, text.length()) > LONGEST ? printable + "…" : printable;
  }

  private static void add(StringBuilder builder, int codePoint) {
    builder.appendCodePoint(Character.isISOControl(codePoint) ? '\uFFFD' : codePoint);
  }
}
