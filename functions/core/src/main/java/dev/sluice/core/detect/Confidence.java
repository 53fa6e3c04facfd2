package dev.sluice.core.detect;

/// What a finding rests on, the weakest first.
public enum Confidence {
  /// Nothing was proven; the proof says why.
  UNDETERMINED,
  /// Text whose form suggests a kind that has no signature, such as CSV.
  FORM,
  /// Magic bytes alone: the format has nothing more in what was read.
  SIGNATURE,
  /// Magic bytes, and header fields that make sense.
  STRUCTURE,
  /// Beginning and end belong together: nothing is missing, and nothing is appended.
  WHOLE
}
