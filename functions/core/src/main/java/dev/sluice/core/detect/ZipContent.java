package dev.sluice.core.detect;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The beginning of an entry's content, where the budget shows it.
final class ZipContent {
  /// Of the packed data; a `[Content_Types].xml` takes one or two kilobytes.
  private static final int READ = 4096;

  /// A local header with its name and extra fields.
  private static final int LONGEST_HEADER = 512;

  private static final int UNPACKED = 32 * 1024;

  private ZipContent() {}

  /// As text of one byte a character; empty where it can't be read.
  ///
  /// @param at where its local header stands
  static String of(Evidence evidence, ZipEntry entry, long at) {
    if (entry.encrypted() || at < 0) {
      return "";
    }
    int wanted = (int) Math.min(entry.packed(), READ);
    Optional<Window> window = evidence.at(at, LONGEST_HEADER + Math.max(wanted, 0));
    long data = window.map(it -> ZipEntry.dataOf(it, at)).orElse(-1L);
    if (window.isEmpty() || data < 0) {
      return "";
    }
    int length = Math.clamp(window.get().end() - data, 0, wanted);
    if (entry.method() == ZipEntry.STORED) {
      return window.get().ascii(data, length);
    }
    if (entry.method() != ZipEntry.DEFLATED || length == 0) {
      return "";
    }
    byte[] packed = window.get().ascii(data, length).getBytes(StandardCharsets.ISO_8859_1);
    return new String(Inflated.first(packed, 0, UNPACKED, true), StandardCharsets.ISO_8859_1);
  }
}
