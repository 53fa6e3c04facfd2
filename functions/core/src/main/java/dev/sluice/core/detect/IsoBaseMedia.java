package dev.sluice.core.detect;

import java.util.Optional;

/// The ISO base media file format (ISO/IEC 14496-12): a `ftyp` box, and boxes behind it whose sizes
/// stay within the file. The brand tells MP4 from its relatives (mp4ra.org).
final class IsoBaseMedia implements Structure {
  private static final int MAXIMUM_BOXES = 8;
  private static final int BOX_HEAD = 16;

  /// Size, name, major brand, minor version (ISO/IEC 14496-12, 4.3).
  private static final int SMALLEST_FTYP = 16;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window window = evidence.head();
    if (!window.hasAscii(4, "ftyp")) {
      return Optional.empty();
    }
    if (!window.has(0, SMALLEST_FTYP)) {
      return Optional.of(
          Finding.undetermined(
              0, "begins as an MP4, but its first box is not whole: it is cut off"));
    }
    // Some writers fill a brand of three letters with a zero instead of a space.
    String brand = window.ascii(8, 4).replace('\0', ' ');
    long at = 0;
    for (int box = 0; box < MAXIMUM_BOXES && at < evidence.size(); box++) {
      if (!window.has(at, 8)) {
        Optional<Window> further = evidence.at(at, BOX_HEAD);
        if (further.isEmpty()) {
          break;
        }
        window = further.get();
      }
      long size = size(window, at, evidence.size());
      if (size < 8 || size > evidence.size() - at || !isName(window, at + 4)) {
        return Optional.of(
            Finding.undetermined(
                at, "begins as an MP4, but a box's size or name makes no sense: it is cut off"));
      }
      at += size;
    }
    return Optional.of(found(brand));
  }

  /// -1 if it can't be told.
  private static long size(Window window, long at, long fileSize) {
    long size = window.u32(at);
    if (size == 0) {
      return fileSize - at;
    }
    return size == 1 ? window.u64(at + 8) : size;
  }

  private static boolean isName(Window window, long at) {
    for (int i = 0; i < 4; i++) {
      int character = window.u8(at + i);
      if (character < 0x20 || (character > 0x7E && character != 0xA9)) {
        return false;
      }
    }
    return true;
  }

  private static Finding found(String brand) {
    String proof = "ftyp " + brand.strip() + ", boxes add up";
    return switch (brand) {
      case "qt  " -> Finding.of("video/quicktime", Confidence.STRUCTURE, 4, proof);
      case "M4A ", "M4B " -> Finding.of("audio/mp4", Confidence.STRUCTURE, 4, proof);
      case "M4V ", "M4VH", "M4VP" -> Finding.of("video/x-m4v", Confidence.STRUCTURE, 4, proof);
      case "heic", "heix" -> Finding.of("image/heic", Confidence.STRUCTURE, 4, proof);
      case "mif1", "msf1" -> Finding.of("image/heif", Confidence.STRUCTURE, 4, proof);
      case "avif", "avis" -> Finding.of("image/avif", Confidence.STRUCTURE, 4, proof);
      case "crx " -> Finding.of("image/x-canon-cr3", Confidence.STRUCTURE, 4, proof);
      case "jp2 ", "jpx ", "jpm " -> Finding.of("image/jp2", Confidence.STRUCTURE, 4, proof);
      default ->
          brand.startsWith("3gp") || brand.startsWith("3gg")
              ? Finding.of("video/3gpp", Confidence.STRUCTURE, 4, proof)
              : brand.startsWith("3g2")
                  ? Finding.of("video/3gpp2", Confidence.STRUCTURE, 4, proof)
                  : Finding.of("video/mp4", Confidence.STRUCTURE, 4, proof);
    };
  }
}
