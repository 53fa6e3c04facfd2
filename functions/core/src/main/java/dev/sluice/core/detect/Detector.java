package dev.sluice.core.detect;

import java.util.List;
import java.util.Optional;

/// Finds out what a file is, from at most 4 ranges and 64 KiB of it, whatever its size; mostly from
/// its first 4 KiB alone. Never fails on any bytes; what can't be proven is
/// `application/octet-stream`.
public final class Detector {
  /// In this order; the first that has an answer wins. Text is last, since anything may look like
  /// it.
  private static final List<Kind> KINDS =
      List.of(
          new Png(),
          new Jpeg(),
          new Gif(),
          new WebP(),
          new Pdf(),
          new Mp4(),
          new Zip(),
          new Executable(),
          new Text());

  /// Exceptions of `source` pass through.
  public Finding detect(ByteSource source) {
    if (source.size() == 0) {
      return Finding.unknown(0, "there are no bytes");
    }
    Evidence evidence = new Evidence(source);
    for (Kind kind : KINDS) {
      Optional<Finding> finding = kind.find(evidence);
      if (finding.isPresent()) {
        return finding.get();
      }
    }
    return Finding.unknown(0, evidence.head().hex(0, 8) + "… is no kind we know");
  }
}
