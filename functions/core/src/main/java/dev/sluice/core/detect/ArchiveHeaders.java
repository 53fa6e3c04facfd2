package dev.sluice.core.detect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Archives and packages that a few fields behind their signature prove.
final class ArchiveHeaders {
  private static final int CABINET_RESERVED = 4;
  private static final int MOST_CABINET_FILES = 200;

  private static final int FIRST_MEMBER = 8;

  static final Map<String, Structure> BY_NAME =
      Map.ofEntries(
          Map.entry(
              "ace",
              Header.of(
                  "application/x-ace-compressed", head -> head.u8(4) == 0 && head.u16le(2) >= 20)),
          Map.entry(
              "apple-single",
              Header.of(
                  "application/applefile",
                  head ->
                      (head.u32(4) == 0x20000 || head.u32(4) == 0x10000)
                          && head.u16(24) >= 1
                          && head.u16(24) <= 64)),
          Map.entry("ar", ArchiveHeaders::unixArchive),
          Map.entry("arc", Header.of("application/x-arc", ArchiveHeaders::arc)),
          Map.entry("arj", Header.of("application/x-arj", ArchiveHeaders::arj)),
          Map.entry(
              "asar",
              Header.of(
                  "application/x-asar",
                  head ->
                      head.u32le(4) >= head.u32le(8)
                          && head.u32le(8) >= head.u32le(12)
                          && head.u32le(4) - head.u32le(12) <= 16
                          && head.find("\"files\"", 16, 64) > 0)),
          Map.entry("cab", ArchiveHeaders::cabinet),
          Map.entry("cpio", Header.of("application/x-cpio", ArchiveHeaders::cpio)),
          Map.entry("lzh", Header.of("application/x-lzh-compressed", ArchiveHeaders::lzh)),
          Map.entry(
              "mar",
              new Header(
                  "application/x-archive-mozilla",
                  evidence ->
                      evidence.head().u32(4) >= 8
                          && evidence.head().u32(4) < evidence.size()
                          && evidence.head().u64(8) == evidence.size(),
                  head -> List.of())),
          Map.entry(
              "rpm",
              Header.of(
                  "application/x-rpm",
                  head ->
                      (head.u8(4) == 3 || head.u8(4) == 4)
                          && head.u16(6) <= 1
                          && head.u16(6) >= 0
                          && head.u16(78) == 5)),
          Map.entry(
              "xar",
              Header.of(
                  "application/x-xar",
                  head -> head.u16(6) == 1 && head.u64(8) > 0 && head.u64(16) >= 0)));

  private ArchiveHeaders() {}

  /// CRC-32 of the main header holds (UNARJ, technote).
  private static boolean arj(Window head) {
    int size = head.u16le(2);
    if (size < 30 || size > 2600 || !head.has(4, size + 4L)) {
      return false;
    }
    return head.crc32(4, 4L + size) == head.u32le(4L + size);
  }

  /// A method, and a name that ends within its 13 bytes and is printable.
  private static boolean arc(Window head) {
    int end = 2;
    while (end < 15 && head.u8(end) > 0x20 && head.u8(end) < 0x7F) {
      end++;
    }
    int month = head.u16le(19) >> 5 & 0xF;
    return head.u8(1) >= 1
        && head.u8(1) <= 11
        && end > 2
        && head.u8(end) == 0
        && head.u32le(15) > 0
        && head.u32le(15) < 1 << 28
        && month >= 1
        && month <= 12
        && head.u32le(25) < 1 << 30;
  }

  /// The old character form is all octal digits, the new one all hexadecimal; the binary form has a
  /// name of sensible length.
  private static boolean cpio(Window head) {
    if (head.u8(0) == '0') {
      boolean octal = head.u8(5) == '7';
      int length = octal ? 76 : 110;
      for (int at = 6; at < length; at++) {
        int digit = Character.digit(Math.max(0, head.u8(at)), octal ? 8 : 16);
        if (digit < 0) {
          return false;
        }
      }
      return true;
    }
    boolean little = head.u8(0) == 0xC7;
    int name = little ? head.u16le(20) : head.u16(20);
    int mode = little ? head.u16le(6) : head.u16(6);
    return name >= 1 && name <= 1024 && mode >= 0x1000 && head.u8(26) > 0;
  }

  /// A method that there is, a level, and in levels 0 and 1 the header's sum.
  private static boolean lzh(Window head) {
    int level = head.u8(20);
    int method = head.u8(5);
    boolean known =
        (head.u8(3) == 'l' && (head.u8(4) == 'h' || head.u8(4) == 'z')) || head.u8(3) == 'p';
    if (!known || method < 0x20 || level < 0 || level > 3) {
      return false;
    }
    if (level >= 2) {
      return true;
    }
    long end = 2L + head.u8(0);
    return end <= head.end() && (head.sum(2, end) & 0xFF) == head.u8(1);
  }

  /// `ar`, and the Debian package that is one whose first member is `debian-binary`.
  private static Optional<Finding> unixArchive(Evidence evidence) {
    Window head = evidence.head();
    boolean empty = evidence.size() == FIRST_MEMBER;
    if (!empty && !head.hasAscii(FIRST_MEMBER + 58, "`\n")) {
      return Optional.of(
          Finding.undetermined(0, "begins as an ar, but its first member makes no sense"));
    }
    String name = head.ascii(FIRST_MEMBER, 16).strip();
    boolean debian = name.equals("debian-binary") || name.equals("debian-binary/");
    return Optional.of(
        Finding.of(
            debian ? "application/vnd.debian.binary-package" : "application/x-unix-archive",
            Confidence.STRUCTURE,
            0,
            "!<arch>, member " + name));
  }

  /// MS-CAB 2.1: the version, counts that are there, and a size that is the file's; a signature may
  /// be reserved for behind it (flag 4).
  private static Optional<Finding> cabinet(Evidence evidence) {
    Window head = evidence.head();
    if (head.u8(25) != 1 || head.u8(24) > 9 || head.u16le(26) < 1 || head.u16le(28) < 1) {
      return Optional.of(Finding.undetermined(0, "begins as a CAB, but its header makes no sense"));
    }
    EntryTally tally = new EntryTally(true, true);
    long at = head.u32le(16);
    for (int file = 0; file < MOST_CABINET_FILES && file < head.u16le(28); file++) {
      long end = at + 16;
      while (head.u8(end) > 0) {
        end++;
      }
      if (!head.has(at, end - at + 1)) {
        break;
      }
      String name = head.ascii(at + 16, (int) (end - at - 16));
      tally.add(new ArchiveEntry(name, 0, head.u32le(at), false, false));
      at = end + 1;
    }
    tally.packedIn(evidence.size());
    long said = head.u32le(8);
    Finding finding =
        Finding.of("application/vnd.ms-cab-compressed", Confidence.STRUCTURE, 0, "MSCF");
    finding = tally.onto(finding, head.u16le(28), tally.entries() == head.u16le(28));
    return Optional.of(
        said < evidence.size() && (head.u16le(30) & CABINET_RESERVED) != 0
            ? finding
            : Ending.sized(finding, evidence, said));
  }
}
