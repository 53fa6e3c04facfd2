package dev.sluice.core.detect;

import java.util.Map;
import java.util.Optional;

/// Images of disks and file systems.
final class DiskHeaders {
  private static final int PARTITIONS = 446;

  static final Map<String, Structure> BY_NAME =
      Map.ofEntries(
          Map.entry("boot-sector", DiskHeaders::bootSector),
          Map.entry("ext", Header.of("application/x-ext-filesystem", DiskHeaders::extended)),
          Map.entry(
              "qcow",
              Header.of("application/x-qemu-disk", head -> head.u32(4) >= 1 && head.u32(4) <= 3)),
          Map.entry("squashfs", Header.of("application/x-squashfs", DiskHeaders::squash)));

  private DiskHeaders() {}

  /// Blocks of 1 to 64 KiB, revision 0 or 1, and something in it (Linux, ext4 super block).
  private static boolean extended(Window head) {
    return head.u32le(1048) <= 6
        && head.u32le(1100) <= 1
        && head.u32le(1024) > 0
        && head.u32le(1028) > 0
        && head.u16le(1082) <= 7;
  }

  private static boolean squash(Window head) {
    boolean little = head.u8(0) == 'h';
    long block = little ? head.u32le(12) : head.u32(12);
    int version = little ? head.u16le(28) : head.u16(28);
    return version >= 1
        && version <= 4
        && (version < 4 || (Long.bitCount(block) == 1 && block >= 4096 && block <= 1 << 20));
  }

  /// 55 AA ends a sector that a machine starts from: of a volume (FAT, NTFS), of a partitioned
  /// disk, or of a CD that starts as a disk, too.
  private static Optional<Finding> bootSector(Evidence evidence) {
    Window head = evidence.head();
    Optional<Finding> disc = new OpticalDisc().examine(evidence);
    if (disc.isPresent()) {
      return disc;
    }
    boolean jump = (head.u8(0) == 0xEB && head.u8(2) == 0x90) || head.u8(0) == 0xE9;
    int sector = head.u16le(11);
    boolean volume =
        jump
            && Integer.bitCount(sector) == 1
            && sector >= 512
            && sector <= 4096
            && Integer.bitCount(head.u8(13)) == 1
            && (head.u8(21) >= 0xF0 || head.u8(21) == 0);
    if (volume) {
      return Optional.of(
          Finding.of("application/x-fat-diskimage", Confidence.STRUCTURE, 510, head.ascii(3, 8)));
    }
    return isPartitionTable(head)
        ? Optional.of(
            Finding.of("application/x-raw-disk-image", Confidence.STRUCTURE, 510, "partitions"))
        : Optional.empty();
  }

  /// Four entries, each in use or all zero, and one at least in use.
  private static boolean isPartitionTable(Window head) {
    boolean used = false;
    for (int at = PARTITIONS; at < 510; at += 16) {
      int status = head.u8(at);
      if (status != 0 && status != 0x80) {
        return false;
      }
      if (head.u8(at + 4) != 0) {
        used = true;
        if (head.u32le(at + 12) == 0) {
          return false;
        }
      }
    }
    return used;
  }
}
