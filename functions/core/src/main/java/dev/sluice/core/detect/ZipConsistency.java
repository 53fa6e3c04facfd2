package dev.sluice.core.detect;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a ZIP's two lists of its entries, the local headers and the central directory, say the
/// same: of an archive whose lists differ, two readers see different files.
final class ZipConsistency {
  private static final int LOCAL_HEADER = 30;
  private static final int LONGEST_DESCRIPTOR = 24;
  private static final int DESCRIPTOR_STEP = 4;
  private static final String OVERLAP = "its entries overlap: they take more bytes than there are";

  private ZipConsistency() {}

  /// The first contradiction, for people.
  ///
  /// @param first where the first local header of the file stands
  static Optional<String> contradiction(Evidence evidence, ZipDirectory directory, long first) {
    if (directory.shift() > 0) {
      return Optional.of(directory.shift() + " bytes stand before the archive");
    }
    if (directory.complete()
        && directory.declared() % 65_536 != directory.entries().size() % 65_536) {
      return Optional.of(
          "its end says %d entries, its directory has %d"
              .formatted(directory.declared(), directory.entries().size()));
    }
    long packed = 0;
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : directory.entries()) {
      long at = directory.position(entry);
      if (at < 0 || entry.packed() < 0 || at > directory.start() - LOCAL_HEADER) {
        return Optional.of("entry " + entry.name() + " stands outside of the archive");
      }
      packed += LOCAL_HEADER + entry.packed();
      if (packed < 0 || packed > directory.start()) {
        return Optional.of(OVERLAP);
      }
      if (!names.add(entry.name()) && !entry.name().endsWith("/")) {
        return Optional.of("two of its entries are called " + entry.name());
      }
      Optional<String> lie = differsFromLocal(evidence, entry, at);
      if (lie.isPresent()) {
        return lie;
      }
    }
    return directory.complete() && !directory.entries().isEmpty()
        ? gaps(evidence, directory, first)
        : Optional.empty();
  }

  /// Goes through the entries as they stand in the file: each has to end before the next begins,
  /// and none may stand between two that the directory leaves out.
  private static Optional<String> gaps(Evidence evidence, ZipDirectory directory, long first) {
    List<ZipEntry> inFile =
        directory.entries().stream().sorted(Comparator.comparingLong(ZipEntry::at)).toList();
    long end = first;
    for (ZipEntry entry : inFile) {
      long at = directory.position(entry);
      if (at < end) {
        return Optional.of(OVERLAP);
      }
      Optional<String> hidden = hidden(evidence, end, at);
      if (hidden.isPresent()) {
        return hidden;
      }
      end = end(evidence, entry, at);
    }
    return end > directory.start()
        ? Optional.of(OVERLAP)
        : hidden(evidence, end, directory.start());
  }

  /// Behind its data, if its local header was read; otherwise where it can't end before.
  private static long end(Evidence evidence, ZipEntry entry, long at) {
    for (Window window : evidence.windows()) {
      if (ZipEntry.isLocal(window, at)) {
        return ZipEntry.dataOf(window, at) + entry.packed();
      }
    }
    return at + LOCAL_HEADER + entry.packed();
  }

  /// A local header behind an entry's data, or behind the descriptor of its sizes (APPNOTE 4.3.9:
  /// 12 to 24 bytes).
  private static Optional<String> hidden(Evidence evidence, long end, long next) {
    for (long at = end; at <= end + LONGEST_DESCRIPTOR && at < next; at += DESCRIPTOR_STEP) {
      for (Window window : evidence.windows()) {
        if (ZipEntry.isLocal(window, at)) {
          return Optional.of("the entry at %d is not in its directory".formatted(at));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> differsFromLocal(Evidence evidence, ZipEntry entry, long at) {
    for (Window window : evidence.windows()) {
      if (window.has(at, LOCAL_HEADER) && !window.hasAscii(at, "PK\u0003\u0004")) {
        return Optional.of("entry " + entry.name() + " is not where the directory says");
      }
      if (ZipEntry.isLocal(window, at)) {
        ZipEntry local = ZipEntry.local(window, at);
        if (!local.name().equals(entry.name())) {
          return Optional.of(
              "the directory says %s, its local header %s".formatted(entry.name(), local.name()));
        }
        boolean wide = local.packed() == 0xFFFFFFFFL || local.unpacked() == 0xFFFFFFFFL;
        if (!local.sizesFollow()
            && !wide
            && (local.packed() != entry.packed() || local.unpacked() != entry.unpacked())) {
          return Optional.of("the two headers of " + entry.name() + " say different sizes");
        }
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
