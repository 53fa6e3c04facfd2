package dev.sluice.core.collection;

import java.util.regex.Pattern;

/// A processor's name. It becomes part of an environment variable, a queue's and a function's
/// logical id, so it has letters and digits only and at most 31 of them.
public record ProcessorName(String value) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,30}");

  /// @throws IllegalArgumentException when it is not a name; the message says what to write
  public ProcessorName {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a processor's name is a lower-case letter, then up to 30 lower-case letters and digits;"
              + " write e.g. digest");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
