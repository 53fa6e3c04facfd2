package dev.sluice.core.detect;

import java.util.Optional;

/// Programs: PE (Microsoft PE format), ELF (System V ABI), Mach-O (mach-o/loader.h), Java classes
/// (JVMS 4.1). A fat Mach-O and a class begin alike: what is the number of architectures in one is
/// the version in the other, which began at 45.
final class Executable implements Structure {
  private static final long FAT_OR_CLASS = 0xCAFEBABEL;
  private static final int FIRST_CLASS_VERSION = 45;

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
    if (magic == FAT_OR_CLASS && head.has(0, 8)) {
      return Optional.of(
          head.u16(6) < FIRST_CLASS_VERSION
              ? Finding.of("application/x-mach-binary", Confidence.STRUCTURE, 0, head.hex(0, 8))
              : Finding.of("application/java-vm", Confidence.STRUCTURE, 0, head.hex(0, 8)));
    }
    return Optional.empty();
  }
}
