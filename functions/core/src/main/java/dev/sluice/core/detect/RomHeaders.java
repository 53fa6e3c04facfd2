package dev.sluice.core.detect;

import java.util.List;
import java.util.Map;

/// What consoles, kernels and key rings have somewhere behind the file's beginning.
final class RomHeaders {
  static final Map<String, Structure> BY_NAME =
      Map.ofEntries(
          Map.entry("game-boy", Header.program("application/x-gameboy-rom", RomHeaders::gameBoy)),
          Map.entry("gba", Header.program("application/x-gba-rom", head -> head.u8(0xB2) == 0x96)),
          Map.entry(
              "nds",
              Header.program("application/x-nintendo-ds-rom", head -> head.u32le(0x84) == 0x4000)),
          Map.entry(
              "genesis",
              Header.program(
                  "application/x-genesis-rom",
                  head -> head.u32(0x1A0) == 0 && head.u32(0x1A4) > 0x200)),
          Map.entry(
              "linux-kernel",
              Header.program("application/x-linux-kernel", head -> head.u16le(0x206) >= 0x200)),
          Map.entry(
              "prefetch",
              new Header("application/x-ms-prefetch", RomHeaders::prefetch, head -> List.of())),
          Map.entry(
              "keybox",
              Header.of("application/x-gpg-keyring", head -> head.u8(4) == 1 && head.u8(5) == 1)),
          Map.entry(
              "icc",
              new Header("application/vnd.iccprofile", RomHeaders::profile, head -> List.of())));

  private RomHeaders() {}

  /// Pan Docs: the checksum of the header, at 014D.
  private static boolean gameBoy(Window head) {
    int sum = 0;
    for (int at = 0x134; at <= 0x14C; at++) {
      sum = sum - head.u8(at) - 1;
    }
    return (sum & 0xFF) == head.u8(0x14D);
  }

  private static boolean prefetch(Evidence evidence) {
    long version = evidence.head().u32le(0);
    return version >= 17 && version <= 31 && evidence.head().u32le(12) == evidence.size();
  }

  /// ICC.1:2022, 7.2: the size of all, and a version that there is.
  private static boolean profile(Evidence evidence) {
    long size = evidence.head().u32(0);
    int version = evidence.head().u8(8);
    return size >= 132 && size <= evidence.size() + 3 && version >= 1 && version <= 5;
  }
}
