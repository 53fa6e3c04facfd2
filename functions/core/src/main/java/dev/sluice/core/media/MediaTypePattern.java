package dev.sluice.core.media;

import java.util.Locale;

/// Which media types are meant: one (`image/png`), a family (`image/*`) or all (`*/*`).
///
/// As in the Accept header of RFC 9110, section 12.5.1, a star stands for a whole part; `image/x-*`
/// and `*/png` are not patterns.
public record MediaTypePattern(String type, String subtype) {

  private static final String ANY = "*";

  /// @throws IllegalArgumentException when it is none of the three forms
  public MediaTypePattern {
    boolean family = MediaType.isRestrictedName(type) && subtype.equals(ANY);
    boolean all = type.equals(ANY) && subtype.equals(ANY);
    boolean one = MediaType.isRestrictedName(type) && MediaType.isRestrictedName(subtype);
    if (!family && !all && !one) {
      throw notAPattern(type + "/" + subtype);
    }
  }

  /// Reads a pattern, in any case. Parameters are refused: nothing would compare them.
  ///
  /// @throws IllegalArgumentException when it is not a pattern; the message says what to write
  public static MediaTypePattern parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    int slash = lower.indexOf('/');
    if (slash < 0) {
      throw notAPattern(text);
    }
    return new MediaTypePattern(lower.substring(0, slash), lower.substring(slash + 1));
  }

  public boolean matches(MediaType mediaType) {
    return (type.equals(ANY) || type.equals(mediaType.type()))
        && (subtype.equals(ANY) || subtype.equals(mediaType.subtype()));
  }

  /// Whether this is `*/*`.
  public boolean matchesEverything() {
    return type.equals(ANY);
  }

  /// Whether this is one type, neither a family nor `*/*`.
  public boolean isOne() {
    return !subtype.equals(ANY);
  }

  private static IllegalArgumentException notAPattern(String text) {
    return new IllegalArgumentException(
        "\"%s\" is not a media type pattern; write e.g. image/png, image/* or */*"
            .formatted(Excerpt.of(text)));
  }

  @Override
  public String toString() {
    return type + "/" + subtype;
  }
}
