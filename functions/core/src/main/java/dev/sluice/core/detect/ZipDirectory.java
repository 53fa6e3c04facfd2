package dev.sluice.core.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A ZIP's central directory (APPNOTE 4.3.12 to 4.3.16), as far as the budget shows it.
///
/// @param entries those that were read, in its order
/// @param declared how many it says there are
/// @param shift how many bytes stand before the archive, such as a self-extractor's program
/// @param end behind the end record and its comment
/// @param complete whether the directory was read to its end
record ZipDirectory(
    List<ZipEntry> entries, long declared, long shift, long start, long end, boolean complete) {
  private static final String END_RECORD = "PK\u0005\u0006";
  private static final int END_SIZE = 22;
  private static final String CENTRAL = "PK\u0001\u0002";
  private static final String LOCATOR = "PK\u0006\u0007";
  private static final int LOCATOR_SIZE = 20;
  private static final String WIDE_END_RECORD = "PK\u0006\u0006";
  private static final int WIDE_END_SIZE = 56;
  private static final long WIDE = 0xFFFFFFFFL;
  private static final int WIDE_COUNT = 0xFFFF;

  /// Holds the end record, and most directories.
  static final int TAIL = 8192;

  /// A comment has up to 65,535 bytes; of longer ones than this the budget does not show the begin.
  private static final int LONG_COMMENT = 24 * 1024;

  private static final int LONGEST_DIRECTORY = 40 * 1024;

  /// Nothing if there is no end record, or it does not point back at a directory.
  static Optional<ZipDirectory> read(Evidence evidence) {
    Optional<Window> tail = evidence.tail(TAIL);
    if (tail.isEmpty()) {
      return Optional.empty();
    }
    Optional<ZipDirectory> directory = in(evidence, tail.get());
    long before = tail.get().offset();
    if (directory.isPresent() || before == 0) {
      return directory;
    }
    long from = Math.max(0, before - LONG_COMMENT);
    return evidence
        .at(from, (int) (before + END_SIZE - from))
        .flatMap(window -> in(evidence, window));
  }

  /// Looks only at what was read: no range is spent on a directory that nothing announced.
  static Optional<ZipDirectory> in(Evidence evidence, Window window) {
    long at = window.findLast(END_RECORD, 0);
    while (at >= 0) {
      if (window.has(at, END_SIZE) && at + END_SIZE + window.u16le(at + 20) <= evidence.size()) {
        Optional<ZipDirectory> directory = at(evidence, window, at);
        if (directory.isPresent()) {
          return directory;
        }
      }
      at = at == 0 ? -1 : window.findLast(END_RECORD, 0, at - 1 + END_RECORD.length());
    }
    return Optional.empty();
  }

  private static Optional<ZipDirectory> at(Evidence evidence, Window window, long record) {
    long end = record + END_SIZE + window.u16le(record + 20);
    long count = window.u16le(record + 10);
    long size = window.u32le(record + 12);
    long said = window.u32le(record + 16);
    long behind = record;
    // Who writes to a pipe puts the wide record there before it is known to be needed.
    long wide = wideRecord(evidence, window, record);
    if (wide >= 0) {
      Window there = evidence.at(wide, WIDE_END_SIZE).orElse(window);
      if (differ(count, WIDE_COUNT, there.u64le(wide + 32))
          || differ(size, WIDE, there.u64le(wide + 40))
          || differ(said, WIDE, there.u64le(wide + 48))) {
        return Optional.empty(); // Of two readers, each would find another directory.
      }
      count = there.u64le(wide + 32);
      size = there.u64le(wide + 40);
      said = there.u64le(wide + 48);
      behind = wide;
    }
    long start = behind - size;
    if (size < 0 || said < 0 || start < 0 || said > start) {
      return Optional.empty();
    }
    if (count == 0 && size == 0) {
      return Optional.of(new ZipDirectory(List.of(), 0, start - said, start, end, true));
    }
    Optional<Window> there = directory(evidence, start, size);
    if (there.isEmpty() || !ZipEntry.isCentral(there.get(), start)) {
      return Optional.empty();
    }
    ZipDirectory begun = entries(there.get(), start, start + size, count, start - said, end);
    return Optional.of(begun.complete() ? begun : begun.with(lastEntries(window, start + size)));
  }

  /// @param full stands for a number that only the wide record has
  private static boolean differ(long number, long full, long wide) {
    return number != full && number != wide;
  }

  private static Optional<Window> directory(Evidence evidence, long start, long size) {
    int wanted = (int) Math.min(size, LONGEST_DIRECTORY);
    for (Window window : evidence.windows()) {
      if (window.has(start, wanted)) {
        return Optional.of(window);
      }
    }
    // What stands in the tail already is worth less than a whole directory.
    return evidence.at(start, Math.min(wanted, Math.max(0, evidence.bytesLeft())));
  }

  private static long wideRecord(Evidence evidence, Window window, long record) {
    long locator = record - LOCATOR_SIZE;
    if (!window.hasAscii(locator, LOCATOR)) {
      return -1;
    }
    long said = window.u64le(locator + 8);
    // With bytes before the archive it stands behind where it is said to.
    for (long at : new long[] {said, locator - WIDE_END_SIZE}) {
      if (evidence
          .at(at, WIDE_END_SIZE)
          .filter(it -> it.hasAscii(at, WIDE_END_RECORD))
          .isPresent()) {
        return at;
      }
    }
    return -1;
  }

  private static ZipDirectory entries(
      Window window, long start, long behind, long count, long shift, long end) {
    List<ZipEntry> entries = new ArrayList<>();
    long at = start;
    while (at < behind && ZipEntry.isCentral(window, at)) {
      entries.add(ZipEntry.central(window, at));
      at += ZipEntry.centralLength(window, at);
    }
    return new ZipDirectory(entries, count, shift, start, end, at == behind);
  }

  /// Those at the directory's end, which may lie in the tail though its middle was not read: from
  /// the first header on that leads from one to the next up to the end.
  private static List<ZipEntry> lastEntries(Window tail, long behind) {
    for (long from = tail.find(CENTRAL, tail.offset(), behind);
        from >= 0;
        from = tail.find(CENTRAL, from + 1, behind)) {
      List<ZipEntry> entries = new ArrayList<>();
      long at = from;
      while (at < behind && ZipEntry.isCentral(tail, at)) {
        entries.add(ZipEntry.central(tail, at));
        at += ZipEntry.centralLength(tail, at);
      }
      if (at == behind) {
        return entries;
      }
    }
    return List.of();
  }

  private ZipDirectory with(List<ZipEntry> further) {
    List<ZipEntry> both = new ArrayList<>(entries);
    long last = both.isEmpty() ? -1 : both.getLast().at();
    // In the usual order of their data, those of both reads are told by where they stand.
    further.stream().filter(entry -> entry.at() > last).forEach(both::add);
    return new ZipDirectory(both, declared, shift, start, end, false);
  }

  /// Where an entry's local header stands.
  long position(ZipEntry entry) {
    return entry.at() + shift;
  }
}
