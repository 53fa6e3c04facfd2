package dev.sluice.core.detect;

import java.util.Optional;

/// Looks for kinds of text by how they are written.
interface TextForm {
  /// Nothing if the text is not written so.
  Optional<Finding> of(Characters characters);
}
