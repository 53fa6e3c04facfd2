package dev.sluice.core.verdict;

/// Why a file was rejected.
///
/// @param detail for people: what was found, and what was expected
public record Reason(Code code, String detail) {
  /// For programs; stored and sent, so that names stay.
  public enum Code {
    /// The content is not what the client declared.
    TYPE_MISMATCH("type-mismatch"),
    /// The content is not what the collection takes.
    TYPE_NOT_ALLOWED("type-not-allowed"),
    /// The content is not what the file's name says.
    NAME_MISMATCH("name-mismatch");

    private final String slug;

    Code(String slug) {
      this.slug = slug;
    }

    /// Its name on the wire.
    public String slug() {
      return slug;
    }
  }
}
