package dev.sluice.core.scan;

/// What a scanner says of an object.
public sealed interface Opinion {
  /// It knows nothing bad of these bytes.
  record Clean() implements Opinion {}

  /// @param name the scanner's name of what it found
  record Infected(String name) implements Opinion {}

  /// It can't look at such an object, now or later: too large, or of a kind that it leaves out.
  record Unfit(String why) implements Opinion {}

  /// It has not answered; ask later.
  record NotYet(String why) implements Opinion {}
}
