package dev.sluice.core.detect;

import java.util.List;
import java.util.Optional;

/// Binary files whose mark stands far from their beginning. Text has no zero bytes, so that it
/// costs no range to find that it is none of these.
final class Trailing implements Structure {
  private static final List<Structure> STRUCTURES =
      List.of(new OpticalDisc(), new DiskTrailer(), new Targa());

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    if (head.find("\0", 0, head.end()) < 0) {
      return Optional.empty();
    }
    for (Structure structure : STRUCTURES) {
      Optional<Finding> finding = structure.examine(evidence);
      if (finding.isPresent()) {
        return finding;
      }
    }
    return Optional.empty();
  }
}
