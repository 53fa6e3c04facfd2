package dev.sluice.core.detect;

import java.util.Optional;

/// How a file has to end, and what a finding is worth once its end was looked at.
final class Ending {
  /// Some transfers leave one or two behind a file.
  private static final int LINE_ENDS = 4;

  private Ending() {}

  /// The finding, with what the last bytes say: [Confidence#WHOLE] if they are the mark, damaged if
  /// the mark is missing or has other bytes behind it. Zeros behind it are padding that some
  /// writers leave, and so are a line end or two.
  ///
  /// @param name of the mark, for people
  static Finding marked(Finding finding, Evidence evidence, String mark, String name) {
    Optional<Window> tail = evidence.tail();
    if (tail.isEmpty()) {
      return finding; // The budget is spent.
    }
    long found = tail.get().findLast(mark, 0);
    if (found < 0) {
      return finding.with(
          Hazard.DAMAGED, "no %s near its end: cut off, or much stands behind it".formatted(name));
    }
    return behind(finding, tail.get(), found + mark.length(), evidence.size(), name);
  }

  /// @param end where the file should end
  private static Finding behind(Finding finding, Window tail, long end, long size, String name) {
    if (end == size) {
      return finding.rated(Confidence.WHOLE);
    }
    boolean few = size - end <= LINE_ENDS;
    for (long at = end; at < size; at++) {
      boolean lineEnd = few && (tail.u8(at) == '\r' || tail.u8(at) == '\n');
      if (tail.u8(at) != 0 && !lineEnd) {
        return finding.with(
            Hazard.DAMAGED, "%d bytes behind its end, %s".formatted(size - end, name));
      }
    }
    return finding;
  }

  /// The finding, with what comes of the size that the file says it has.
  ///
  /// @param said 0 or more
  static Finding sized(Finding finding, Evidence evidence, long said) {
    long size = evidence.size();
    if (said == size) {
      return finding.rated(Confidence.WHOLE);
    }
    if (said > size) {
      return finding.with(
          Hazard.DAMAGED, "cut off: says it has %d bytes, has %d".formatted(said, size));
    }
    Optional<Window> tail = evidence.tail((int) Math.min(Evidence.TAIL, size - said));
    return tail.isEmpty()
        ? finding
        : behind(finding, tail.get(), Math.max(said, tail.get().offset()), size, "by its size");
  }
}
