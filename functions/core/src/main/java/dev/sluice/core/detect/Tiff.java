package dev.sluice.core.detect;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// TIFF (TIFF 6.0, section 2; BigTIFF) and the camera raws that are built on it: the first
/// directory's tags say how large the picture is, and whose camera made it.
///
/// A raw's first directory is a small preview (NewSubfileType 1) or points at further ones
/// (SubIFDs); a TIFF that a camera's or a scanner's software wrote is one picture and has neither.
final class Tiff implements Structure {
  private static final int DIRECTORY_READ = 2048;
  private static final int MOST_TAGS = 400;
  private static final int MOST_PAGES = 100;

  /// The first directory of a NEF has 24 or more; those of other raws have fewer.
  private static final int NIKON_TAGS = 20;

  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int COMPRESSION = 259;
  private static final int MAKE = 271;
  private static final int SUB_IFDS = 330;
  private static final int DNG_VERSION = 50706;

  private static final Map<String, String> RAWS =
      Map.ofEntries(
          Map.entry("nikon", "image/x-nikon-nef"),
          Map.entry("canon", "image/x-canon-cr2"),
          Map.entry("sony", "image/x-sony-arw"),
          Map.entry("pentax", "image/x-pentax-pef"),
          Map.entry("ricoh", "image/x-pentax-pef"),
          Map.entry("samsung", "image/x-samsung-srw"),
          Map.entry("hasselblad", "image/x-hasselblad-3fr"),
          Map.entry("phase", "image/x-phaseone-iiq"),
          Map.entry("kodak", "image/x-kodak-dcr"),
          Map.entry("eastman", "image/x-kodak-dcr"),
          Map.entry("epson", "image/x-epson-erf"),
          Map.entry("seiko", "image/x-epson-erf"),
          Map.entry("mamiya", "image/x-mamiya-mef"),
          Map.entry("leaf", "image/x-mamiya-mef"));

  /// What was read of the first directory; -1 where a tag is missing.
  private record Directory(
      long tags,
      long width,
      long height,
      long subfile,
      long compression,
      String make,
      boolean subIfds,
      boolean dng) {
    boolean isRaw() {
      return subfile == 1 || subIfds || (compression >= 32_767 && compression != 32_773);
    }
  }

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    TiffFields fields = new TiffFields(head);
    boolean big = fields.u16(2) == 43;
    long first = big ? fields.u64(8) : fields.u32(4);
    if (first < 8 || (big && (fields.u16(4) != 8 || fields.u16(6) != 0))) {
      return Optional.of(
          Finding.undetermined(0, "begins as a TIFF, but has no place for its directory"));
    }
    Optional<Window> there = evidence.at(first, DIRECTORY_READ);
    if (there.isEmpty()) {
      return Optional.of(cutOff(fields, first));
    }
    Optional<Directory> directory = directory(new TiffFields(head, there.get()), first, big);
    if (directory.isEmpty()) {
      return Optional.of(
          Finding.undetermined(first, "begins as a TIFF, but its first directory makes no sense"));
    }
    Finding finding = finding(head, directory.get(), first);
    return Optional.of(
        finding.mediaType().toString().equals("image/tiff")
            ? withFurther(finding, head, there.get(), first, big)
            : finding);
  }

  /// The largest of the pages behind the first one, as far as their directories were read with it.
  private static Finding withFurther(
      Finding finding, Window head, Window window, long first, boolean big) {
    TiffFields fields = new TiffFields(head, window);
    Optional<Fact.Dimensions> largest = finding.fact(Fact.Dimensions.class);
    long at = first;
    for (int page = 0; page < MOST_PAGES; page++) {
      long next = at + (big ? 8 + 20 * fields.u64(at) : 2 + 12L * fields.u16(at));
      at = big ? fields.u64(next) : fields.u32(next);
      Optional<Directory> directory = at < 8 ? Optional.empty() : directory(fields, at, big);
      if (directory.isEmpty()) {
        break;
      }
      Fact.Dimensions size = new Fact.Dimensions(directory.get().width(), directory.get().height());
      if (largest.isEmpty() || size.pixels() > largest.get().pixels()) {
        largest = Optional.of(size);
      }
    }
    return largest.equals(finding.fact(Fact.Dimensions.class))
        ? finding
        : finding.with(largest.get());
  }

  /// Nikon's software leaves the old first directory at 8 when it writes a new one to the end.
  private static Finding cutOff(TiffFields fields, long first) {
    Optional<Directory> old = directory(fields, 8, false);
    String what = fields.hex(0, 8);
    return (old.isPresent() && isThumbnail(old.get())
            ? Finding.of("image/x-nikon-nef", Confidence.STRUCTURE, 8, what + ", thumbnail 160×120")
            : Finding.of("image/tiff", Confidence.SIGNATURE, 0, what))
        .with(Hazard.DAMAGED, "cut off before its directory at " + first);
  }

  /// A preview that no other maker writes, in a directory that was cut off before its maker's name.
  private static boolean isThumbnail(Directory directory) {
    return directory.tags() >= NIKON_TAGS
        && directory.subfile() == 1
        && directory.width() == 160
        && directory.height() == 120;
  }

  private static Finding finding(Window head, Directory directory, long at) {
    boolean canon = head.hasAscii(8, "CR\u0002");
    String maker = directory.make().strip().toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0];
    String raw = RAWS.get(maker);
    String type =
        directory.dng()
            ? "image/x-adobe-dng"
            : canon
                ? "image/x-canon-cr2"
                : raw != null && directory.isRaw()
                    ? raw
                    : directory.make().isEmpty() && isThumbnail(directory)
                        ? "image/x-nikon-nef"
                        : "image/tiff";
    Finding finding =
        Finding.of(
            type,
            Confidence.STRUCTURE,
            0,
            "%s, directory at %d, %s".formatted(head.hex(0, 4), at, directory.make().strip()));
    // A raw's first directory is its preview: its size is not the picture's.
    return type.equals("image/tiff") && directory.width() > 0 && directory.height() > 0
        ? finding.with(new Fact.Dimensions(directory.width(), directory.height()))
        : finding;
  }

  /// Nothing if it makes no sense: types are 1 to 18, and one tag at least is a picture's.
  private static Optional<Directory> directory(TiffFields fields, long at, boolean big) {
    long count = big ? fields.u64(at) : fields.u16(at);
    if (count < 1 || count > MOST_TAGS) {
      return Optional.empty();
    }
    long width = -1;
    long height = -1;
    long subfile = -1;
    long compression = -1;
    String make = "";
    boolean subIfds = false;
    boolean dng = false;
    int size = big ? 20 : 12;
    int seen = 0;
    int largest = -1;
    for (long entry = at + (big ? 8 : 2); seen < count && fields.has(entry, size); entry += size) {
      int tag = fields.u16(entry);
      int type = fields.u16(entry + 2);
      if (type < 1 || type > 18) {
        return Optional.empty();
      }
      largest = Math.max(largest, tag);
      long value = type == 3 ? fields.u16(entry + size - (big ? 8 : 4)) : fields.value(entry, big);
      switch (tag) {
        case NEW_SUBFILE_TYPE -> subfile = value;
        case WIDTH -> width = value;
        case HEIGHT -> height = value;
        case COMPRESSION -> compression = value;
        case MAKE -> make = fields.text(entry, big);
        case SUB_IFDS -> subIfds = true;
        case DNG_VERSION -> dng = true;
        default -> {}
      }
      seen++;
    }
    return seen == 0 || largest < NEW_SUBFILE_TYPE
        ? Optional.empty()
        : Optional.of(
            new Directory(count, width, height, subfile, compression, make, subIfds, dng));
  }
}
