package dev.sluice.core.detect;

import java.util.Optional;

/// ISO 9660 (ECMA-119, 8.1) and UDF (ECMA-167, 2/9): the first volume descriptor stands behind 16
/// sectors of 2,048 bytes that are anyone's.
final class OpticalDisc implements Structure {
  private static final int DESCRIPTOR = 32_768;
  private static final int LENGTH = 88;
  private static final int SECTOR = 2048;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    if (evidence.size() < DESCRIPTOR + LENGTH) {
      return Optional.empty();
    }
    Optional<Window> window = evidence.at(DESCRIPTOR, LENGTH);
    if (window.isEmpty()) {
      return Optional.empty();
    }
    Window there = window.get();
    if (there.hasAscii(DESCRIPTOR + 1, "CD001")) {
      Finding finding =
          Finding.of("application/x-iso9660-image", Confidence.STRUCTURE, DESCRIPTOR + 1, "CD001");
      long said = there.u32le(DESCRIPTOR + 80) * SECTOR;
      return Optional.of(
          said > evidence.size()
              ? finding.with(Hazard.DAMAGED, "cut off: says it has %d bytes".formatted(said))
              : finding);
    }
    return there.hasAscii(DESCRIPTOR + 1, "BEA01")
        ? Optional.of(
            Finding.of("application/x-udf-image", Confidence.STRUCTURE, DESCRIPTOR + 1, "BEA01"))
        : Optional.empty();
  }
}
