package dev.sluice.core.verdict;

/// Why a file was rejected.
///
/// @param detail for people: what was found, and what was expected; one line of at most
///   [#LONGEST_DETAIL] characters, whatever names the file has in it
public record Reason(Code code, String detail) {
  static final int LONGEST_DETAIL = 600;

  /// For programs; stored and sent, so that names stay.
  public enum Code {
    /// The content is not what the client declared.
    TYPE_MISMATCH("type-mismatch"),
    /// The content is not what the collection takes.
    TYPE_NOT_ALLOWED("type-not-allowed"),
    /// The content is not what the file's name says.
    NAME_MISMATCH("name-mismatch"),
    /// What the file is, or what is in it, could not be proven.
    UNDETERMINED("undetermined"),
    /// The picture is larger than the collection takes.
    TOO_MANY_PIXELS("too-many-pixels"),
    /// The archive has more entries than the collection takes.
    TOO_MANY_ENTRIES("too-many-entries"),
    /// The archive becomes larger than the collection takes.
    EXPANDS_TOO_MUCH("expands-too-much"),
    /// There is an archive in the archive.
    NESTED_ARCHIVE("nested-archive"),
    /// A program, or an archive with one in it.
    EXECUTABLE("executable"),
    /// Macros in an office document.
    MACROS("macros"),
    /// Script that a viewer would run.
    SCRIPT("script"),
    /// What can't be read without a password.
    ENCRYPTED("encrypted"),
    /// An entry that would be unpacked elsewhere.
    ESCAPING_ENTRY("escaping-entry"),
    /// The file is also of another kind, which the collection does not take.
    POLYGLOT("polyglot"),
    /// The end is missing, or something is appended.
    DAMAGED("damaged");

    private final String slug;

    Code(String slug) {
      this.slug = slug;
    }

    /// Its name on the wire.
    public String slug() {
      return slug;
    }
  }

  public Reason {
    detail = onOneLine(detail);
  }

  /// Entry names are a stranger's text: none may break a log's line, a terminal or the direction of
  /// writing.
  private static String onOneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(LONGEST_DETAIL).map(Reason::printable).forEach(line::appendCodePoint);
    return text.codePointCount(0, text.length()) > LONGEST_DETAIL ? line + "…" : line.toString();
  }

  private static int printable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          '\uFFFD';
      default -> codePoint;
    };
  }
}
