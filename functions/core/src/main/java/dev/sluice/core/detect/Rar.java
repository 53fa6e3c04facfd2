package dev.sluice.core.detect;

import java.util.Optional;

/// RAR (RAR 5.0 archive format; technote.txt for 1.5 to 4): the blocks behind the mark, as far as
/// they lie in the head, and the end block's usual bytes at the end.
final class Rar implements Structure {
  private static final String END_4 = "\u00C4={\u0000@\u0007\u0000";
  private static final String END_5 = "\u001DwVQ\u0003\u0005\u0004\u0000";
  private static final int MOST_BLOCKS = 200;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    EntryTally tally = new EntryTally(true, true);
    String encrypted;
    String end;
    if (head.hasAscii(0, "Rar!\u001A\u0007\u0001\0")) {
      RarBlocks blocks = new RarBlocks(head, 8);
      encrypted = fifth(blocks, tally);
      end = END_5;
    } else if (head.hasAscii(0, "Rar!\u001A\u0007\0")) {
      encrypted = fourth(head, tally);
      end = END_4;
    } else if (head.hasAscii(0, "RE~^")) {
      return head.u16le(4) >= 7 && head.u16le(4) < 1024
          ? Optional.of(Finding.of("application/vnd.rar", Confidence.SIGNATURE, 0, "RE~^"))
          : Optional.empty();
    } else {
      return Optional.empty();
    }
    if (encrypted.equals(RarBlocks.BROKEN)) {
      return Optional.of(
          Finding.undetermined(0, "begins as a RAR, but its first block makes no sense"));
    }
    Finding finding =
        Finding.of("application/vnd.rar", Confidence.STRUCTURE, 0, head.hex(0, 8) + ", blocks");
    boolean whole =
        evidence
            .tail(end.length())
            .filter(it -> it.hasAscii(evidence.size() - end.length(), end))
            .isPresent();
    if (!encrypted.isEmpty()) {
      return Optional.of(finding.with(Hazard.ENCRYPTED, encrypted));
    }
    finding = tally.onto(finding, tally.entries(), false);
    return Optional.of(whole ? finding.rated(Confidence.WHOLE) : finding);
  }

  /// Types: 1 archive, 2 file, 3 service, 4 encryption, 5 end.
  private static String fifth(RarBlocks blocks, EntryTally tally) {
    for (int i = 0; i < MOST_BLOCKS && blocks.next(); i++) {
      switch (blocks.type()) {
        case 4 -> {
          return "its headers are encrypted";
        }
        case 2 -> blocks.file().ifPresent(tally::add);
        case 5 -> {
          return "";
        }
        default -> {}
      }
    }
    return blocks.read() == 0 ? RarBlocks.BROKEN : "";
  }

  /// A block: CRC, type, flags, size; 73 is the archive's, 74 a file's.
  private static String fourth(Window head, EntryTally tally) {
    long at = 7;
    for (int block = 0; block < MOST_BLOCKS && head.has(at, 7); block++) {
      int type = head.u8(at + 2);
      int flags = head.u16le(at + 3);
      int size = head.u16le(at + 5);
      if (type < 0x72 || type > 0x7B || size < 7 || (block == 0 && type != 0x73)) {
        return block == 0 ? RarBlocks.BROKEN : "";
      }
      if (type == 0x73 && (flags & 0x80) != 0) {
        return "its headers are encrypted";
      }
      long data = (flags & 0x8000) != 0 || type == 0x74 ? Math.max(0, head.u32le(at + 7)) : 0;
      if (type == 0x74 && head.has(at, 32)) {
        boolean large = (flags & 0x100) != 0;
        String name = head.ascii(at + (large ? 40 : 32), Math.max(0, head.u16le(at + 26)));
        int unicode = name.indexOf('\0');
        tally.add(
            new ArchiveEntry(
                unicode < 0 ? name : name.substring(0, unicode),
                data,
                head.u32le(at + 11) | (large ? Math.max(0, head.u32le(at + 36)) << 32 : 0),
                (flags & 4) != 0,
                head.u8(at + 15) == 3 && (head.u32le(at + 28) & 0xF000) == 0xA000));
      }
      at += size + data;
    }
    return head.has(7, 7) ? "" : RarBlocks.BROKEN;
  }
}
