package dev.sluice.core.detect;

import java.util.Optional;

/// Programs: PE (Microsoft PE format), ELF (System V ABI), Mach-O (mach-o/loader.h).
final class Executable implements Structure {
  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    if (head.hasAscii(0, "\u007FELF") && head.u8(4) >= 1 && head.u8(4) <= 2) {
      return Optional.of(Finding.of("application/x-elf", Confidence.STRUCTURE, 0, head.hex(0, 8)));
    }
    if (head.hasAscii(0, "MZ")) {
      long header = head.u32le(0x3C);
      Optional<Window> window = header < 0 ? Optional.empty() : evidence.at(header, 4);
      if (window.isPresent() && window.get().hasAscii(header, "PE\0\0")) {
        return Optional.of(
            Finding.of(
                "application/vnd.microsoft.portable-executable",
                Confidence.STRUCTURE,
                header,
                "MZ, PE"));
      }
    }
    long magic = head.u32(0);
    if (magic == 0xFEEDFACEL
        || magic == 0xFEEDFACFL
        || magic == 0xCEFAEDFEL
        || magic == 0xCFFAEDFEL) {
      return Optional.of(
          Finding.of("application/x-mach-binary", Confidence.STRUCTURE, 0, head.hex(0, 4)));
    }
    return Optional.empty();
  }
}
