package dev.sluice.core.upload;

import java.util.Optional;

/// What became of a conditional write.
public sealed interface Transition {
  /// It is stored.
  record Applied() implements Transition {}

  /// Somebody else was first; this is what is stored instead, read back.
  record Lost(Optional<Upload> actual) implements Transition {}
}
