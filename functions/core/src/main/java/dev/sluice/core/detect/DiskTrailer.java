package dev.sluice.core.detect;

import java.util.Optional;

/// Disk images whose only mark stands at their end: Apple's UDIF (`koly`), VHD of fixed size
/// (`conectix`) and Nero's (`NER5`).
final class DiskTrailer implements Structure {
  private static final int SECTOR = 512;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    long end = evidence.size();
    long at = end - SECTOR;
    Optional<Window> tail = at < 0 ? Optional.empty() : evidence.tail(SECTOR);
    if (tail.isEmpty()) {
      return Optional.empty();
    }
    Window window = tail.get();
    if (window.hasAscii(at, "koly") && window.u32(at + 8) == SECTOR) {
      return found("application/x-apple-diskimage", at, "koly");
    }
    if (window.hasAscii(at, "conectix") && window.u32(at + 12) == 0x10000) {
      return found("application/x-vhd", at, "conectix");
    }
    return window.hasAscii(end - 12, "NER5") || window.hasAscii(end - 8, "NERO")
        ? found("application/x-nrg", end - 12, "NERO")
        : Optional.empty();
  }

  private static Optional<Finding> found(String mediaType, long at, String mark) {
    return Optional.of(Finding.of(mediaType, Confidence.STRUCTURE, at, mark + " at its end"));
  }
}
