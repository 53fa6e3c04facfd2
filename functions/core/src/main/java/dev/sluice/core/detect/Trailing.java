package dev.sluice.core.detect;

import java.util.List;
import java.util.Optional;

/// Files whose mark stands far from their beginning. Text has no zero bytes, so that no range is
/// spent on it but the one that shows its end.
final class Trailing implements Structure {
  private static final List<Structure> OF_BYTES =
      List.of(new DiskTrailer(), Zip::behind, new OpticalDisc(), new Targa());

  private static final List<Structure> OF_TEXT = List.of(Zip::behind);

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    boolean text = head.find("\0", 0, head.end()) < 0;
    evidence.tail(); // One range for all that look at the end.
    for (Structure structure : text ? OF_TEXT : OF_BYTES) {
      Optional<Finding> finding = structure.examine(evidence);
      if (finding.isPresent()) {
        return finding;
      }
    }
    return Optional.empty();
  }
}
