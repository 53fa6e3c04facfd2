package dev.sluice.core.sign;

/// The `Content-Disposition` header for a file name that someone else chose (RFC 6266).
///
/// The name goes in twice: as `filename*` in UTF-8 (RFC 5987), and for old clients as `filename`
/// with an underscore for whatever is not safe there. Characters that could leave the header, name
/// a folder, or turn the text's direction around (`gpj.exe` shown as `exe.jpg`) become underscores
/// in both, so no name can inject anything.
public enum ContentDisposition {
  /// Download, never render: the safe choice for bytes that strangers uploaded.
  ATTACHMENT("attachment"),
  INLINE("inline");

  private final String type;

  ContentDisposition(String type) {
    this.type = type;
  }

  public String header(String fileName) {
    StringBuilder plain = new StringBuilder();
    StringBuilder whole = new StringBuilder();
    fileName
        .codePoints()
        .map(point -> isSafe(point) ? point : '_')
        .forEach(
            point -> {
              whole.appendCodePoint(point);
              plain.append(isPlain(point) ? (char) point : '_');
            });
    return "%s; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(type, plain, UriEncoding.encode(whole.toString()));
  }

  private static boolean isSafe(int point) {
    boolean breaksLine = Character.isISOControl(point) || point == 0x2028 || point == 0x2029;
    boolean isHalf = Character.getType(point) == Character.SURROGATE;
    return point != '/' && point != '\\' && !breaksLine && !isHalf && !turnsText(point);
  }

  /// Unicode's marks, embeddings, overrides and isolates (UAX 9, table 2). Joiners stay: emoji and
  /// Persian names need them.
  private static boolean turnsText(int point) {
    return point == 0x061C
        || point == 0x200E
        || point == 0x200F
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069);
  }

  /// Some browsers decode a percent sign in `filename`, so it doesn't go there (RFC 6266, appendix
  /// D).
  private static boolean isPlain(int point) {
    return point >= ' ' && point <= '~' && point != '"' && point != '%';
  }
}
