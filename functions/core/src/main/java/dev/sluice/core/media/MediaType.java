package dev.sluice.core.media;

import java.util.Locale;
import java.util.regex.Pattern;

/// A media type without parameters, in lower case: what a client declares, what a collection
/// allows, what detection finds.
///
/// The grammar is RFC 6838, section 4.2: `type/subtype`, each a restricted name of 1 to 127
/// characters.
public record MediaType(String type, String subtype) {

  /// RFC 6838, section 4.2: restricted-name-first, then up to 126 restricted-name-chars.
  static final Pattern RESTRICTED_NAME = Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

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

  static boolean isRestrictedName(String name) {
    return RESTRICTED_NAME.matcher(name).matches();
  }

  private static IllegalArgumentException notAMediaType(String text) {
    return new IllegalArgumentException(
        "\"%s\" is not a media type; write e.g. image/png".formatted(Excerpt.of(text)));
  }

  @Override
  public String toString() {
    return type + "/" + subtype;
  }
}
