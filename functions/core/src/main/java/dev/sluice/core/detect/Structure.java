package dev.sluice.core.detect;

import java.util.Optional;

/// Looks behind a signature: do the header's fields make sense, is the end where it should be,
/// which relative of the family is it? One small class for each format that has more than a
/// signature.
interface Structure {
  /// Nothing if the file is not of this family after all. A file that begins like one and whose
  /// structure makes no sense is [Finding#undetermined]: a signature alone is no proof where the
  /// format has more.
  Optional<Finding> examine(Evidence evidence);
}
