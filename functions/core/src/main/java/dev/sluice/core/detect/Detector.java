package dev.sluice.core.detect;

import java.util.List;
import java.util.Optional;

/// Finds out what a file is, from at most 4 ranges and 64 KiB of it, whatever its size; mostly from
/// its head alone. Never fails on any bytes; what can't be proven is [Confidence#UNDETERMINED].
///
/// `kinds.txt` says which signatures there are and which [Structure] looks behind each. Text has no
/// signature, so it is asked last.
public final class Detector {
  /// What has no signature at the beginning, in this order. Text is last: anything may look like
  /// it.
  private static final List<Structure> UNSIGNED =
      List.of(new Pdf(), new Tar(), new Trailing(), new Text());

  private final Kinds kinds;
  private final Polyglots polyglots = new Polyglots();

  public Detector() {
    this(Kinds.known());
  }

  Detector(Kinds kinds) {
    this.kinds = kinds;
  }

  /// Exceptions of `source` pass through.
  public Finding detect(ByteSource source) {
    if (source.size() == 0) {
      return Finding.undetermined(0, "there are no bytes");
    }
    Evidence evidence = new Evidence(source);
    Finding first = first(evidence);
    return first.determined() ? polyglots.examine(first, evidence) : first;
  }

  private Finding first(Evidence evidence) {
    Optional<Finding> broken = Optional.empty();
    for (Kinds.Candidate candidate : kinds.candidates(evidence.head())) {
      Optional<Finding> finding = examine(candidate, evidence);
      if (finding.isPresent() && finding.get().determined()) {
        return finding.get();
      }
      broken = broken.or(() -> finding);
    }
    if (broken.isPresent()) {
      return broken.get();
    }
    for (Structure structure : UNSIGNED) {
      Optional<Finding> finding = structure.examine(evidence);
      if (finding.isPresent()) {
        return finding.get();
      }
    }
    return Finding.undetermined(0, evidence.head().hex(0, 8) + "… is no kind we know");
  }

  private static Optional<Finding> examine(Kinds.Candidate candidate, Evidence evidence) {
    Kind kind = candidate.kind();
    if (kind.structure().isPresent()) {
      return Structures.named(kind.structure().get()).examine(evidence);
    }
    int offset = candidate.signature().offset();
    return Optional.of(
        Finding.of(kind, Confidence.SIGNATURE, offset, evidence.head().hex(offset, 8)));
  }
}
