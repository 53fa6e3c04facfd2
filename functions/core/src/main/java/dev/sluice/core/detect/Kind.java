package dev.sluice.core.detect;

import java.util.Optional;

/// One family of formats.
interface Kind {
  /// Nothing if the file is not of this family. If it begins like one and its structure makes no
  /// sense, [Finding#unknown] says why: a signature alone is no proof.
  Optional<Finding> find(Evidence evidence);
}
