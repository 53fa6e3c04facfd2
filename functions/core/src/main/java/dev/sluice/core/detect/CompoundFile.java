package dev.sluice.core.detect;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The compound file (MS-CFB): a header, and the directory that it points at, in which the names of
/// streams and the root's class say whose document it is.
final class CompoundFile implements Structure {
  private static final int ENTRY = 128;
  private static final int DIRECTORY_READ = 4096;
  private static final int FAT_READ = 512;
  private static final int FIRST_FAT_SECTOR = 0x4C;
  private static final long LAST_SECTOR = 0xFFFFFFFAL;

  /// @param type 1 storage, 2 stream, 5 root (MS-CFB 2.6.1)
  record Entry(String name, int type, String classId) {}

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    int version = head.u16le(0x1A);
    int shift = head.u16le(0x1E);
    if (head.u16le(0x1C) != 0xFFFE
        || shift != (version == 3 ? 9 : 12)
        || (version != 3 && version != 4)
        || head.u16le(0x20) != 6) {
      return Optional.of(
          Finding.undetermined(0, "begins as a compound file, but its header makes no sense"));
    }
    long sector = head.u32le(0x30);
    if (sector < 0 || sector > LAST_SECTOR) {
      return Optional.of(
          Finding.undetermined(0x30, "begins as a compound file, but has no directory"));
    }
    List<Entry> entries = new ArrayList<>();
    boolean whole = chain(evidence, sector, shift, entries);
    if (entries.isEmpty()) {
      return Optional.of(
          Finding.of("application/x-ole-storage", Confidence.SIGNATURE, 0, head.hex(0, 8))
              .with(Hazard.DAMAGED, "cut off before its directory"));
    }
    Finding finding = CompoundKinds.finding(entries, (sector + 1) << shift);
    return Optional.of(
        whole ? finding : finding.with(Hazard.DAMAGED, "its directory lies beyond its end"));
  }

  /// Follows the directory's sectors: two ranges of it at most, and one of the table that chains
  /// them, unless they lie in what was read.
  ///
  /// @return false if a sector lies beyond the file's end
  private static boolean chain(Evidence evidence, long first, int shift, List<Entry> entries) {
    long sector = first;
    int length = 1 << shift;
    int ranges = 0;
    Window window = evidence.head();
    for (int sectors = 0; sectors < 64; sectors++) {
      long at = (sector + 1) << shift;
      if (at + ENTRY > evidence.size()) {
        return false;
      }
      if (!window.has(at, Math.min(length, evidence.size() - at))) {
        Optional<Window> further =
            ++ranges > 2 ? Optional.empty() : evidence.at(at, DIRECTORY_READ);
        if (further.isEmpty()) {
          return true;
        }
        window = further.get();
      }
      if (!read(window, at, length, entries)) {
        return true;
      }
      sector = next(evidence, sector, shift);
      if (sector < 0 || sector > LAST_SECTOR) {
        return true;
      }
    }
    return true;
  }

  /// The sector behind another, by the allocation table; -1 if that part of it can't be read.
  private static long next(Evidence evidence, long sector, int shift) {
    long perSector = 1L << (shift - 2);
    long table = sector / perSector;
    if (table >= 109) {
      return -1; // In a table of tables; not worth a range.
    }
    long fat = evidence.head().u32le(FIRST_FAT_SECTOR + 4 * table);
    if (fat < 0 || fat > LAST_SECTOR) {
      return -1;
    }
    long at = ((fat + 1) << shift) + sector % perSector * 4;
    return evidence.at(at - at % FAT_READ, FAT_READ).map(it -> it.u32le(at)).orElse(-1L);
  }

  /// @return false at an entry that makes no sense
  private static boolean read(Window window, long from, int length, List<Entry> entries) {
    for (long at = from; at < from + length && window.has(at, ENTRY); at += ENTRY) {
      int bytes = window.u16le(at + 0x40);
      int type = window.u8(at + 0x42);
      if (type == 0) {
        continue;
      }
      if (bytes < 2 || bytes > 64 || bytes % 2 != 0 || (type != 1 && type != 2 && type != 5)) {
        return false;
      }
      StringBuilder name = new StringBuilder();
      for (int i = 0; i < bytes - 2; i += 2) {
        name.append((char) window.u16le(at + i));
      }
      entries.add(new Entry(name.toString(), type, classId(window, at + 0x50)));
    }
    return true;
  }

  /// As it is usually written: the first three groups are little-endian.
  private static String classId(Window window, long at) {
    return HexFormat.of().toHexDigits((int) window.u32le(at))
        + HexFormat.of().toHexDigits((short) window.u16le(at + 4))
        + HexFormat.of().toHexDigits((short) window.u16le(at + 6))
        + window.hex(at + 8, 8);
  }
}
