package dev.sluice.core.detect;

import java.util.Optional;

/// Whether a ZIP's two lists of its entries, the local headers and the central directory, say the
/// same: of an archive whose lists differ, two readers see different files.
final class ZipConsistency {
  private static final int LOCAL_HEADER = 30;

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
    long earliest = Long.MAX_VALUE;
    for (ZipEntry entry : directory.entries()) {
      long at = directory.position(entry);
      earliest = Math.min(earliest, at);
      if (at < 0 || entry.packed() < 0 || at > directory.start() - LOCAL_HEADER) {
        return Optional.of("entry " + entry.name() + " stands outside of the archive");
      }
      packed += LOCAL_HEADER + entry.packed();
      if (packed < 0 || packed > directory.start()) {
        return Optional.of("its entries overlap: they take more bytes than there are");
      }
      Optional<String> lie = differsFromLocal(evidence, entry, at);
      if (lie.isPresent()) {
        return lie;
      }
    }
    return directory.complete() && !directory.entries().isEmpty() && earliest > first
        ? Optional.of("the entry at %d is not in its directory".formatted(first))
        : Optional.empty();
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
