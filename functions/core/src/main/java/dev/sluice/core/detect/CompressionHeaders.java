package dev.sluice.core.detect;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// Compressed streams of one file. Where a header or trailer says how much is unpacked of them,
/// that is told as an archive of one entry.
final class CompressionHeaders {
  private static final int ENOUGH_UNPACKED = 256;

  /// More than this, no header says honestly.
  private static final long LARGEST = 1L << 50;

  static final Map<String, Structure> BY_NAME =
      Map.ofEntries(
          stream("bzip2", "application/x-bzip2", CompressionHeaders::bzip2, evidence -> -1),
          stream(
              "compress", "application/x-compress", CompressionHeaders::compress, evidence -> -1),
          stream(
              "pack",
              "application/x-pack",
              head -> head.u8(6) >= 1 && head.u8(6) <= 24 && head.u32(2) < 1L << 31,
              evidence -> evidence.head().u32(2)),
          Map.entry("lzip", CompressionHeaders::lzip),
          stream(
              "lzma",
              "application/x-lzma",
              CompressionHeaders::lzma,
              evidence -> evidence.head().u64le(5)),
          stream("lz4", "application/x-lz4", CompressionHeaders::lz4, CompressionHeaders::lz4Size),
          Map.entry("xz", CompressionHeaders::xz),
          Map.entry("zlib", CompressionHeaders::zlib),
          Map.entry("zstd", CompressionHeaders::zstandard));

  private CompressionHeaders() {}

  private static Map.Entry<String, Structure> stream(
      String name,
      String mediaType,
      Predicate<Window> sensible,
      ToLongFunction<Evidence> unpacked) {
    Structure structure =
        evidence ->
            sensible.test(evidence.head())
                ? Optional.of(
                    sized(
                        Finding.of(mediaType, Confidence.STRUCTURE, 0, evidence.head().hex(0, 8)),
                        evidence,
                        unpacked.applyAsLong(evidence)))
                : Optional.empty();
    return Map.entry(name, structure);
  }

  /// @param unpacked negative if nothing says it
  private static Finding sized(Finding finding, Evidence evidence, long unpacked) {
    return unpacked < 0 || unpacked > LARGEST
        ? finding
        : finding.with(new Fact.Entries(1, evidence.size(), unpacked, 0, true));
  }

  /// A level, and the mark of a block or of the end (the digits of pi and of its root).
  private static boolean bzip2(Window head) {
    return head.u8(3) >= '1'
        && head.u8(3) <= '9'
        && (head.hasAscii(4, "1AY&SY") || head.hasAscii(4, "\u0017rE8P\u0090"));
  }

  /// 9 to 16 bits, and no reserved flag.
  private static boolean compress(Window head) {
    int flags = head.u8(2);
    return flags >= 0 && (flags & 0x60) == 0 && (flags & 0x1F) >= 9 && (flags & 0x1F) <= 16;
  }

  /// A dictionary of 2^n or 2^n + 2^(n-1) bytes, a size that is unknown or sensible, and a range
  /// coder that begins with zero.
  private static boolean lzma(Window head) {
    long dictionary = head.u32le(1);
    long size = head.u64le(5);
    boolean unknown = head.u32(5) == 0xFFFFFFFFL && head.u32(9) == 0xFFFFFFFFL;
    boolean power = Long.bitCount(dictionary) == 1 || dictionary == 0xFFFFFFFFL;
    boolean between = Long.bitCount(dictionary) == 2 && (dictionary & dictionary << 1) != 0;
    return (power || between)
        && dictionary >= 1 << 12
        && (unknown || (size >= 0 && size < 1L << 40))
        && head.u8(13) == 0;
  }

  /// Version 1 of the frame; the older format has no fields.
  private static boolean lz4(Window head) {
    return head.u8(0) == 0x02
        || ((head.u8(4) & 0xC2) == 0x40 && (head.u8(5) & 0x8F) == 0 && head.u8(5) >= 0x40);
  }

  private static long lz4Size(Evidence evidence) {
    Window head = evidence.head();
    return head.u8(0) == 0x04 && (head.u8(4) & 0x08) != 0 ? head.u64le(6) : -1;
  }

  /// The member's size stands in its trailer (lzip manual, "File format").
  private static Optional<Finding> lzip(Evidence evidence) {
    Window head = evidence.head();
    int dictionary = head.u8(5) & 0x1F;
    if (head.u8(5) < 0 || dictionary < 12 || dictionary > 29) {
      return Optional.empty();
    }
    Finding finding = Finding.of("application/lzip", Confidence.STRUCTURE, 0, head.hex(0, 6));
    long size = evidence.size();
    Optional<Window> tail = evidence.tail(20);
    if (tail.isEmpty() || size < 36) {
      return Optional.of(finding.with(Hazard.DAMAGED, "cut off before its trailer"));
    }
    boolean one = tail.get().u64le(size - 8) == size;
    return Optional.of(
        one
            ? sized(finding.rated(Confidence.WHOLE), evidence, tail.get().u64le(size - 16))
            : finding);
  }

  /// Flags with a right CRC, and the footer's mark (The .xz File Format 1.2.1, 2.1).
  private static Optional<Finding> xz(Evidence evidence) {
    Window head = evidence.head();
    if (head.u8(6) != 0 || head.u8(7) > 0x0F || head.crc32(6, 8) != head.u32le(8)) {
      return Optional.of(
          Finding.undetermined(0, "begins as an XZ, but its stream header makes no sense"));
    }
    Finding finding = Finding.of("application/x-xz", Confidence.STRUCTURE, 0, head.hex(0, 8));
    Optional<Window> tail = evidence.tail();
    if (tail.isEmpty() || !tail.get().hasAscii(evidence.size() - 2, "YZ")) {
      return Optional.of(Ending.marked(finding, evidence, "YZ", "the stream footer"));
    }
    long index = evidence.size() - 12 - (tail.get().u32le(evidence.size() - 8) + 1) * 4;
    return Optional.of(
        sized(finding.rated(Confidence.WHOLE), evidence, xzUnpacked(tail.get(), index)));
  }

  /// The sum of the index' records (4.3); negative if they lie elsewhere.
  private static long xzUnpacked(Window tail, long index) {
    if (tail.u8(index) != 0) {
      return -1;
    }
    long[] at = {index + 1};
    long records = xzNumber(tail, at);
    long sum = 0;
    for (long record = 0; record < records; record++) {
      long packed = xzNumber(tail, at);
      long size = xzNumber(tail, at);
      if (packed < 0 || size < 0 || sum + size < 0) {
        return -1;
      }
      sum += size;
    }
    return sum;
  }

  private static long xzNumber(Window window, long[] at) {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int next = window.u8(at[0]++);
      if (next < 0) {
        return -1;
      }
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    return -1;
  }

  /// Two bytes of zlib's header are no proof: what is behind them has to unpack. A disk image of
  /// Apple begins like it, too.
  private static Optional<Finding> zlib(Evidence evidence) {
    Window head = evidence.head();
    byte[] unpacked = Inflated.first(head.copy(), 0, ENOUGH_UNPACKED, false);
    if (head.u16(0) % 31 != 0 || unpacked.length < Math.min(ENOUGH_UNPACKED, head.length() / 2)) {
      return Optional.empty();
    }
    return new DiskTrailer()
        .examine(evidence)
        .or(
            () ->
                Optional.of(
                    Finding.of("application/x-zlib", Confidence.STRUCTURE, 0, "can be unpacked")));
  }

  /// RFC 8878, 3.1: skippable frames may stand before the first one.
  private static Optional<Finding> zstandard(Evidence evidence) {
    Window head = evidence.head();
    if (head.u32(0) == 0x37A430ECL) {
      return Optional.of(Finding.of("application/zstd", Confidence.SIGNATURE, 0, "a dictionary"));
    }
    long at = 0;
    if (head.u8(1) == 0x2A && (head.u8(0) & 0xF0) == 0x50) {
      at = 8 + head.u32le(4);
      boolean lz4 = evidence.at(at, 4).filter(it -> it.u32le(0) == 0x184D2204L).isPresent();
      return at < 8
          ? Optional.empty()
          : Optional.of(
              Finding.of(
                  lz4 ? "application/x-lz4" : "application/zstd",
                  Confidence.SIGNATURE,
                  0,
                  "a skippable frame"));
    }
    int descriptor = head.u8(4);
    if (head.u32(0) != 0x28B52FFDL || descriptor < 0 || (descriptor & 0x08) != 0) {
      return Optional.empty();
    }
    return Optional.of(
        sized(
            Finding.of("application/zstd", Confidence.STRUCTURE, 0, head.hex(0, 5)),
            evidence,
            zstandardSize(head, descriptor)));
  }

  private static long zstandardSize(Window head, int descriptor) {
    boolean single = (descriptor & 0x20) != 0;
    int dictionary = descriptor & 3;
    long at = 5L + (single ? 0 : 1) + (dictionary == 3 ? 4 : dictionary);
    return switch (descriptor >> 6) {
      case 0 -> single ? head.u8(at) : -1;
      case 1 -> head.u16le(at) + 256L;
      case 2 -> head.u32le(at);
      default -> head.u64le(at);
    };
  }
}
