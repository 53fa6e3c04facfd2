package dev.sluice.core.collection;

import java.util.regex.Pattern;

/// A collection's name, as it stands in `sluice.yaml` and in requests: a lower-case letter, then up
/// to 62 letters, digits and hyphens, so that it fits into one DNS label (RFC 1035: 63 characters).
public record CollectionName(String value) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  /// @throws IllegalArgumentException when it is not a name; the message says what to write
  public CollectionName {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a collection's name is a lower-case letter, then up to 62 lower-case letters, digits and"
              + " hyphens; write e.g. team-photos");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
