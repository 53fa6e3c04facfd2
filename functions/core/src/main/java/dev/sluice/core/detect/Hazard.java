package dev.sluice.core.detect;

/// What may harm whoever opens a file, though its kind is allowed. A collection permits each by
/// name, or not.
public enum Hazard {
  /// A program, or an archive with one in it.
  EXECUTABLE("executables"),
  /// Macros in an office document.
  MACROS("macros"),
  /// Script that a viewer would run: JavaScript or a launch action in a PDF, script in SVG.
  SCRIPT("scripts"),
  /// Entries that can't be read without a password, so nobody can say what they are.
  ENCRYPTED("encrypted"),
  /// An entry that would be unpacked elsewhere: `../`, an absolute path, a drive letter, a symbolic
  /// link.
  ESCAPING_ENTRY("escaping-entries"),
  /// The file is also of another kind, that is active content or a container.
  POLYGLOT("polyglots"),
  /// The end is missing, or something is appended to it.
  DAMAGED("damaged");

  private final String word;

  Hazard(String word) {
    this.word = word;
  }

  /// Its word in `sluice.yaml`.
  public String word() {
    return word;
  }
}
