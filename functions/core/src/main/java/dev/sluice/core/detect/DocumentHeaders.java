package dev.sluice.core.detect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Documents and books that a few fields behind their signature prove.
final class DocumentHeaders {
  private static final int PALM_RECORDS = 76;
  private static final int KINDLE_8 = 8;

  static final Map<String, Structure> BY_NAME =
      Map.ofEntries(
          Map.entry("biff", Header.of("application/vnd.ms-excel.biff", DocumentHeaders::worksheet)),
          Map.entry(
              "chm",
              Header.of(
                  "application/vnd.ms-htmlhelp",
                  head ->
                      head.u32le(4) >= 2
                          && head.u32le(4) <= 4
                          && head.u32le(8) >= 0x58
                          && head.u32le(8) <= 0x60)),
          Map.entry("djvu", DocumentHeaders::djVu),
          Map.entry("dos-eps", DocumentHeaders::encapsulatedPostScript),
          Map.entry(
              "dvi",
              Header.of(
                  "application/x-dvi",
                  head -> head.u32(2) == 25_400_000 && head.u32(6) == 473_628_672)),
          Map.entry("palm", DocumentHeaders::palm),
          Map.entry(
              "winhelp",
              new Header(
                  "application/winhlp",
                  evidence ->
                      evidence.head().u32le(4) >= 16
                          && evidence.head().u32le(12) >= evidence.size() / 2
                          && evidence.head().u32le(12) < 1L << 31,
                  head -> List.of())),
          Map.entry(
              "wordperfect",
              Header.of(
                  "application/vnd.wordperfect",
                  head -> head.u32le(4) >= 16 && head.u8(8) >= 1 && head.u8(10) <= 3)));

  private DocumentHeaders() {}

  /// A first record of Excel 2 to 4 (BOF): its length, and a type of sheet.
  private static boolean worksheet(Window head) {
    int length = head.u16le(2);
    int type = head.u16le(6);
    return (length == 4 || length == 6 || length == 8 || length == 16)
        && (type == 0x05
            || type == 0x06
            || type == 0x10
            || type == 0x20
            || type == 0x40
            || type == 0x100);
  }

  /// DjVu3, 8.3: a form whose size is the file's, of one page or of several.
  private static Optional<Finding> djVu(Evidence evidence) {
    Window head = evidence.head();
    String form = head.ascii(12, 4);
    if (!form.equals("DJVU") && !form.equals("DJVM") && !form.equals("DJVI")) {
      return Optional.empty();
    }
    Finding finding = Finding.of("image/vnd.djvu", Confidence.STRUCTURE, 0, "AT&TFORM, " + form);
    int width = head.u16(24);
    int height = head.u16(26);
    if (head.hasAscii(16, "INFO") && width > 0 && height > 0) {
      finding = finding.with(new Fact.Dimensions(width, height)).with(new Fact.Pages(1));
    }
    int pages = head.u16(25);
    if (head.hasAscii(16, "DIRM") && pages > 0) {
      finding = finding.with(new Fact.Pages(pages));
    }
    return Optional.of(Ending.sized(finding, evidence, head.u32(8) + 12));
  }

  /// Adobe EPSF 3.0, 5.2: where the PostScript stands, and at most one preview.
  private static Optional<Finding> encapsulatedPostScript(Evidence evidence) {
    Window head = evidence.head();
    long at = head.u32le(4);
    long length = head.u32le(8);
    if (at < 30 || length < 4 || (head.has(at, 2) && !head.hasAscii(at, "%!"))) {
      return Optional.of(Finding.undetermined(0, "begins as an EPS, but points at no PostScript"));
    }
    Finding finding =
        Finding.of("application/x-eps-binary", Confidence.STRUCTURE, 0, head.hex(0, 4));
    long end =
        Math.max(
            at + length,
            Math.max(head.u32le(12) + head.u32le(16), head.u32le(20) + head.u32le(24)));
    return Optional.of(Ending.sized(finding, evidence, end));
  }

  /// The header of a Palm database: records stand one behind the other. In the first record of a
  /// book for the Kindle stands the version of its format.

  private static Optional<Finding> palm(Evidence evidence) {
    Window head = evidence.head();
    int records = head.u16(PALM_RECORDS);
    long first = head.u32(PALM_RECORDS + 2);
    if (records < 1
        || first < PALM_RECORDS + 2 + 8L * records
        || first > PALM_RECORDS + 1024 + 8L * records) {
      return Optional.empty();
    }
    boolean book = head.hasAscii(60, "BOOKMOBI");
    boolean new8 =
        book
            && evidence
                .at(first, 40)
                .filter(it -> it.u32(first + 36) >= KINDLE_8 && it.hasAscii(first + 16, "MOBI"))
                .isPresent();
    String mediaType =
        new8
            ? "application/vnd.amazon.mobi8-ebook"
            : book ? "application/x-mobipocket-ebook" : "application/vnd.palm";
    return Optional.of(
        Finding.of(
            mediaType, Confidence.STRUCTURE, 60, head.ascii(60, 8) + ", " + records + " records"));
  }
}
