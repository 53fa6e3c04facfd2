package dev.sluice.core.media;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A media type without parameters, in lower case: what a client declares, what a collection
/// allows, what detection finds.
///
/// The grammar is RFC 6838, section 4.2: `type/subtype`, each a restricted name of 1 to 127
/// characters.
public record MediaType(String type, String subtype) {

  private static final int LONGEST_NAME = 127;

  /// Any bytes; as a declaration it claims nothing.
  public static final MediaType OCTET_STREAM = new MediaType("application", "octet-stream");

  /// @throws IllegalArgumentException when a part is not a restricted name in lower case
  public MediaType {
    if (!isRestrictedName(type) || !isRestrictedName(subtype)) {
      throw notAMediaType(type + "/" + subtype);
    }
  }

  /// Reads `type/subtype`, in any case, with or without parameters, which are dropped.
  ///
  /// @throws IllegalArgumentException when it is not a media type; the message says what to write
  public static MediaType parse(String text) {
    int semicolon = text.indexOf(';');
    String essence = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
    int slash = essence.indexOf('/');
    if (slash < 0) {
      throw notAMediaType(text);
    }
    String type = essence.substring(0, slash).toLowerCase(Locale.ROOT);
    String subtype = essence.substring(slash + 1).toLowerCase(Locale.ROOT);
    if (!isRestrictedName(type) || !isRestrictedName(subtype)) {
      throw notAMediaType(text);
    }
    return new MediaType(type, subtype);
  }

  /// RFC 6838, section 4.2: restricted-name-first, then up to 126 restricted-name-chars. Not by a
  /// pattern: thousands of names are read whenever a function starts.
  static boolean isRestrictedName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME || !isLetterOrDigit(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char character = name.charAt(i);
      if (!isLetterOrDigit(character) && "!#$&^_.+-".indexOf(character) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char character) {
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
  }

  private static IllegalArgumentException notAMediaType(String text) {
    return new IllegalArgumentException(
        "\"%s\" is not a media type; write e.g. image/png".formatted(Excerpt.of(text)));
  }

  // Not what a record has by itself, nor "+": both are linked when they are first used, which takes
  // longer than all else that a starting function does with media types.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MediaType that
        && type.equals(that.type)
        && subtype.equals(that.subtype);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + subtype.hashCode();
  }

  @Override
  public String toString() {
    return type.concat("/").concat(subtype);
  }
}
