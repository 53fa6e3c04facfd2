package dev.sluice.core.detect;

import java.util.List;
import java.util.Map;

/// Programs, and what only programs read, that a header proves.
final class ProgramHeaders {
  static final Map<String, Structure> BY_NAME =
      Map.ofEntries(
          Map.entry("wasm", Header.program("application/wasm", head -> head.u16le(4) > 0)),
          Map.entry(
              "python", Header.program("application/x-bytecode.python", ProgramHeaders::python)),
          Map.entry(
              "lua",
              Header.program(
                  "application/x-lua-bytecode", head -> head.u8(4) >= 0x50 && head.u8(4) <= 0x55)),
          Map.entry(
              "dalvik",
              Header.program("application/x-dex", head -> head.ascii(4, 4).matches("0[0-9]{2}\0"))),
          Map.entry("nes", Header.program("application/x-nes-rom", head -> head.u8(4) > 0)),
          Map.entry("pcap", Header.of("application/vnd.tcpdump.pcap", ProgramHeaders::capture)),
          Map.entry("terminfo", Header.of("application/x-terminfo", head -> terminfo(head))),
          Map.entry(
              "gettext", Header.of("application/x-gettext-translation", ProgramHeaders::catalogue)),
          Map.entry(
              "git-pack",
              Header.of("application/x-git-pack", head -> head.u32(4) == 2 || head.u32(4) == 3)),
          Map.entry(
              "tzif", Header.of("application/tzif", head -> "\0002345".indexOf(head.u8(4)) >= 0)),
          Map.entry(
              "keystore",
              Header.of(
                  "application/x-java-keystore", head -> head.u32(4) == 1 || head.u32(4) == 2)),
          Map.entry(
              "glb",
              new Header("model/gltf-binary", ProgramHeaders::binaryModel, head -> List.of())),
          Map.entry("bencode", Header.of("application/x-bittorrent", ProgramHeaders::torrent)),
          Map.entry("stl", new Header("model/stl", ProgramHeaders::solid, head -> List.of())));

  private ProgramHeaders() {}

  /// The magic number grows with each version (importlib/_bootstrap_external.py); a code object
  /// follows the header, whose size has grown, too.
  private static boolean python(Window head) {
    int version = head.u16le(0);
    boolean two = version >= 50_000 && version < 62_300;
    boolean three = version >= 3000 && version < 4000;
    int at = two ? 8 : version < 3180 ? 8 : version < 3390 ? 12 : 16;
    return (two || three) && (head.u8(at) & 0x7F) == 0x63;
  }

  private static boolean capture(Window head) {
    boolean big = head.u8(0) == 0xA1;
    return (big ? head.u16(4) : head.u16le(4)) == 2 && (big ? head.u16(6) : head.u16le(6)) <= 4;
  }

  /// term(5): sizes of names, booleans, numbers, strings; the names are text and end with a zero.
  private static boolean terminfo(Window head) {
    int names = head.u16le(2);
    return names > 1
        && names <= 512
        && head.u16le(4) <= 512
        && head.u16le(6) <= 1024
        && head.u16le(8) <= 2048
        && head.u8(11L + names) == 0
        && head.u8(12) > 0x20;
  }

  /// GNU gettext, "The Format of GNU MO Files": revision, count, and tables behind the header.
  private static boolean catalogue(Window head) {
    boolean big = head.u8(0) == 0x95;
    long revision = big ? head.u32(4) : head.u32le(4);
    long originals = big ? head.u32(12) : head.u32le(12);
    return revision >= 0 && (revision >> 16) <= 1 && originals >= 28;
  }

  private static boolean binaryModel(Evidence evidence) {
    Window head = evidence.head();
    return head.u32le(4) >= 1 && head.u32le(4) <= 2 && head.u32le(8) >= 12;
  }

  /// A dictionary in bencode (BEP 3) whose first key is one that a torrent has.
  private static boolean torrent(Window head) {
    return head.ascii(0, Math.min(24, head.length()))
        .matches(
            "(?s)d\\d{1,2}:(announce|comment|created by|creation date|encoding|info|nodes|publisher|httpseeds|url-list|azureus).*");
  }

  /// Binary STL: 80 bytes of any kind, then how many triangles of 50 bytes the file has.
  private static boolean solid(Evidence evidence) {
    long triangles = evidence.head().u32le(80);
    return triangles > 0 && evidence.size() == 84 + 50 * triangles;
  }
}
