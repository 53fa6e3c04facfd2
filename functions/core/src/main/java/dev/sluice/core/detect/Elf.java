package dev.sluice.core.detect;

import java.util.Map;
import java.util.Optional;

/// ELF (System V ABI, chapter 4): class, byte order, version, and a type and machine that exist.
final class Elf implements Structure {
  private static final Map<Integer, String> MACHINES =
      Map.ofEntries(
          Map.entry(2, "SPARC"),
          Map.entry(3, "x86"),
          Map.entry(4, "68000"),
          Map.entry(8, "MIPS"),
          Map.entry(20, "PowerPC"),
          Map.entry(21, "PowerPC64"),
          Map.entry(22, "S390"),
          Map.entry(40, "ARM"),
          Map.entry(42, "SuperH"),
          Map.entry(43, "SPARC64"),
          Map.entry(50, "IA-64"),
          Map.entry(62, "x86-64"),
          Map.entry(183, "AArch64"),
          Map.entry(243, "RISC-V"),
          Map.entry(247, "BPF"),
          Map.entry(258, "LoongArch"));

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    int width = head.u8(4);
    int order = head.u8(5);
    boolean little = order == 1;
    int type = little ? head.u16le(16) : head.u16(16);
    int machine = little ? head.u16le(18) : head.u16(18);
    if (width < 1 || width > 2 || order < 1 || order > 2 || head.u8(6) != 1 || type < 0) {
      return Optional.empty();
    }
    boolean image = head.hasAscii(8, "AI") && head.u8(10) >= 1 && head.u8(10) <= 2;
    String extension =
        switch (type) {
          case 1 -> "o";
          case 3 -> "so";
          case 4 -> "core";
          default -> "elf";
        };
    String proof =
        "ELF, "
            + (width == 1 ? 32 : 64)
            + " bits, "
            + MACHINES.getOrDefault(machine, "machine " + machine);
    Finding finding =
        Finding.of(
            image ? "application/vnd.appimage" : "application/x-elf",
            Confidence.STRUCTURE,
            0,
            proof);
    Finding named = image ? finding : finding.called(extension);
    return Optional.of(named.with(Hazard.EXECUTABLE, "the file is a program"));
  }
}
