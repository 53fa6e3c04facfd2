package dev.sluice.core.detect;

/// Looks for a second kind in a file whose first one is known: a reader of that kind would take the
/// same bytes, and who sees only the first is deceived.
final class Polyglots {
  /// The finding, with what else the file is.
  Finding examine(Finding first, Evidence evidence) {
    return first;
  }
}
