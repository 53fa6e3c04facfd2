package dev.sluice.core.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The ISO base media file format (ISO/IEC 14496-12) and what it comes from: a `ftyp` box whose
/// brands tell MP4 from its relatives, or none in QuickTime files of old, and boxes behind it whose
/// sizes add up to the file. A `moov` behind a large `mdat` costs one more range.
final class IsoBaseMedia implements Structure {
  private static final int MAXIMUM_BOXES = 64;
  private static final int MOVIE = 4096;
  private static final int LARGEST_FTYP = 1024;

  /// A disk larger than this is yet to be built.
  private static final long LARGEST_BOX = 1L << 50;

  /// ISO/IEC 15444-1, I.5.1.
  private static final String JPEG_2000 = "jP  \r\n\u0087\n";

  /// What a QuickTime file without a `ftyp` may consist of (QuickTime File Format, "Overview").
  private static final Set<String> QUICKTIME =
      Set.of("moov", "mdat", "wide", "free", "skip", "pnot", "PICT", "udta", "uuid");

  private static final Set<String> SEGMENT =
      Set.of("styp", "sidx", "ssix", "prft", "emsg", "moof", "mdat");

  /// @param end behind the last box that lies in the file whole
  /// @param movie the `moov` or `meta` box was there
  /// @param broken why the boxes do not reach the file's end, or empty
  private record Boxes(
      List<String> names, long end, boolean movie, String broken, List<Fact> facts) {}

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    long first = head.hasAscii(4, JPEG_2000) ? 12 : 0;
    if (head.hasAscii(first + 4, "ftyp")) {
      return branded(evidence, first);
    }
    Boxes boxes = walk(evidence, 0);
    List<String> names = boxes.names();
    boolean telling = names.contains("moov") || names.size() > 1 || boxes.end() == evidence.size();
    if (first > 0 || !telling) {
      return Optional.empty();
    }
    if (SEGMENT.containsAll(names) && !names.getFirst().equals("mdat")) {
      return Optional.of(found("video/iso.segment", "m4s", boxes, evidence));
    }
    return QUICKTIME.containsAll(names)
        ? Optional.of(found("video/quicktime", "mov", boxes, evidence))
        : Optional.empty();
  }

  private static Optional<Finding> branded(Evidence evidence, long at) {
    Window head = evidence.head();
    long size = head.u32(at);
    if (size < 12 || size > LARGEST_FTYP || size % 4 != 0 || !head.has(at, 12)) {
      return Optional.of(
          Finding.undetermined(
              at, "begins as an MP4, but the size of its first box makes no sense"));
    }
    // Some writers fill a brand of three letters with a zero instead of a space.
    String major = head.ascii(at + 8, 4).replace('\0', ' ');
    List<String> compatible = new ArrayList<>();
    for (long brand = at + 16; brand < at + size && head.has(brand, 4); brand += 4) {
      compatible.add(head.ascii(brand, 4).replace('\0', ' '));
    }
    Boxes boxes = walk(evidence, at);
    Optional<IsoBrands.Brand> brand = IsoBrands.of(major, compatible);
    boolean followed = boxes.names().size() > 1 || boxes.broken().startsWith("cut off");
    if ((brand.isEmpty() && !followed) || boxes.broken().startsWith("no box")) {
      return Optional.of(
          Finding.undetermined(
              boxes.end(), "begins as an MP4, but what follows its first box is no box"));
    }
    return Optional.of(
        found(
            brand.map(IsoBrands.Brand::mediaType).orElse("video/mp4"),
            brand.map(IsoBrands.Brand::extension).orElse("mp4"),
            boxes,
            evidence));
  }

  private static Boxes walk(Evidence evidence, long from) {
    List<String> names = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    Window window = evidence.head();
    boolean movie = false;
    long at = from;
    for (int box = 0; box < MAXIMUM_BOXES && at < evidence.size(); box++) {
      if (box > 0 && evidence.size() - at < 8) {
        return new Boxes(names, at, movie, "cut off in a box's head", facts);
      }
      if (!window.has(at, 8)) {
        Optional<Window> further = evidence.at(at, MOVIE);
        if (further.isEmpty()) {
          return new Boxes(names, at, movie, "", facts);
        }
        window = further.get();
      }
      long size = size(window, at, evidence.size());
      if (!window.has(at, 8) || size < 8 || size > LARGEST_BOX || !isName(window, at + 4)) {
        return new Boxes(names, at, movie, names.size() < 2 ? "no box" : "appended", facts);
      }
      String name = window.ascii(at + 4, 4);
      names.add(name);
      if (name.equals("moov") || name.equals("meta") || name.equals("jp2h")) {
        movie = true;
        IsoMovie content = new IsoMovie(window);
        content.box(at, at + size, 0);
        content.facts().stream().filter(fact -> !facts.contains(fact)).forEach(facts::add);
      }
      if (name.equals("jp2c")) {
        codestream(window, at + (window.u32(at) == 1 ? 16 : 8))
            .filter(fact -> !facts.contains(fact))
            .ifPresent(facts::add);
      }
      if (size > evidence.size() - at) {
        return new Boxes(names, at, movie, "cut off in its box " + name, facts);
      }
      at += size;
    }
    return new Boxes(names, at, movie, "", facts);
  }

  /// How large the picture is by its own header, whatever the box of headers says (ISO/IEC 15444-1,
  /// A.5.1).
  private static Optional<Fact> codestream(Window window, long at) {
    long width = window.u32(at + 8) - window.u32(at + 16);
    long height = window.u32(at + 12) - window.u32(at + 20);
    boolean told = window.has(at, 24) && window.u32(at) == 0xFF4FFF51L && width > 0 && height > 0;
    return told ? Optional.of(new Fact.Dimensions(width, height)) : Optional.empty();
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

  private static Finding found(String mediaType, String extension, Boxes boxes, Evidence evidence) {
    boolean whole = boxes.movie() && boxes.end() == evidence.size();
    Finding finding =
        Finding.of(
                mediaType,
                whole ? Confidence.WHOLE : Confidence.STRUCTURE,
                4,
                "boxes "
                    + String.join(" ", boxes.names().subList(0, Math.min(8, boxes.names().size()))))
            .called(extension);
    for (Fact fact : boxes.facts()) {
      finding = finding.with(fact);
    }
    if (boxes.broken().isEmpty()) {
      return finding;
    }
    return finding.with(
        Hazard.DAMAGED,
        boxes.broken().equals("appended")
            ? "something that is no box at " + boxes.end()
            : boxes.broken() + " at " + boxes.end());
  }
}
