package dev.sluice.core.detect;

import java.util.List;
import java.util.Optional;

/// PDF (ISO 32000-2, 7.5; readers accept the header within the first 1,024 bytes): the header, and
/// `startxref` near the end. What the parts read say of pages, encryption and script is told;
/// script in a compressed object stream is not seen.
final class Pdf implements Structure {
  static final int HEADER_WITHIN = 1024;
  private static final int TAIL = 4096;

  /// Behind the last `%%EOF`, a line end or two are usual.
  private static final int LINE_ENDS = 4;

  private static final long MOST_PAGES = 10_000_000;

  /// Names of actions that do more than show a page (ISO 32000-2, 12.6.4.5, 12.6.4.17).
  private static final List<String> ACTIVE = List.of("JavaScript", "JS", "Launch", "RichMedia");

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    long header = head.find("%PDF-", 0, HEADER_WITHIN);
    if (header < 0 || !(isDigit(head.u8(header + 5)) && head.u8(header + 6) == '.')) {
      return Optional.empty();
    }
    boolean objects = head.find(" obj", header, head.end()) > 0;
    Optional<Window> tail = evidence.tail(TAIL);
    long reference = tail.map(window -> window.findLast("startxref", header)).orElse(-1L);
    if (reference < 0 && (!objects || header > 0)) {
      return header > 0
          ? Optional.empty() // Text may speak of PDFs.
          : Optional.of(
              Finding.undetermined(
                  header, "begins as a PDF, but has neither an object nor startxref"));
    }
    Finding finding =
        Finding.of(
            "application/pdf",
            Confidence.STRUCTURE,
            header,
            head.ascii(header, 8) + (reference < 0 ? ", objects" : ", startxref at " + reference));
    return Optional.of(ended(facts(finding, evidence), evidence, tail, reference));
  }

  private static Finding ended(
      Finding finding, Evidence evidence, Optional<Window> tail, long reference) {
    if (tail.isEmpty()) {
      return finding;
    }
    if (reference < 0) {
      return finding.with(Hazard.DAMAGED, "cut off before startxref");
    }
    long end = tail.get().findLast("%%EOF", reference);
    if (end < 0) {
      return finding.with(Hazard.DAMAGED, "cut off before %%EOF");
    }
    long behind = end + "%%EOF".length();
    while (behind < evidence.size() && isSpace(tail.get().u8(behind))) {
      behind++;
    }
    if (behind < evidence.size()) {
      return finding.with(
          Hazard.DAMAGED, "%d bytes behind %%%%EOF".formatted(evidence.size() - behind));
    }
    boolean tidy = evidence.size() - end <= "%%EOF".length() + LINE_ENDS;
    return tidy && finding.proof().offset() == 0 ? finding.rated(Confidence.WHOLE) : finding;
  }

  private static Finding facts(Finding found, Evidence evidence) {
    Finding finding = found;
    long pages = 0;
    boolean encrypted = false;
    String active = "";
    for (Window window : evidence.windows()) {
      String text = window.ascii(window.offset(), window.length());
      pages = Math.max(pages, pages(text));
      encrypted |= hasName(text, "Encrypt");
      for (String name : ACTIVE) {
        if (active.isEmpty() && hasName(text, name)) {
          active = name;
        }
      }
    }
    if (pages > 0) {
      finding = finding.with(new Fact.Pages(pages));
    }
    if (encrypted) {
      finding = finding.with(Hazard.ENCRYPTED, "/Encrypt");
    }
    return active.isEmpty() ? finding : finding.with(Hazard.SCRIPT, "/" + active);
  }

  /// The largest count of a page tree, or the number in a linearized file's first object.
  private static long pages(String text) {
    long pages = 0;
    int linearized = text.indexOf("/Linearized");
    if (linearized >= 0) {
      int end = text.indexOf(">>", linearized);
      int number = text.indexOf("/N ", linearized);
      if (number >= 0 && number < end) {
        pages = number(text, number + 3);
      }
    }
    for (int at = text.indexOf("/Type"); at >= 0; at = text.indexOf("/Type", at + 1)) {
      int value = at + 5;
      while (value < text.length() && isSpace(text.charAt(value))) {
        value++;
      }
      if (text.startsWith("/Pages", value)) {
        int from = Math.max(0, text.lastIndexOf("obj", at));
        int end = text.indexOf("endobj", at);
        int count = text.indexOf("/Count", from);
        if (count >= 0 && (end < 0 || count < end)) {
          pages = Math.max(pages, number(text, count + 6));
        }
      }
    }
    return pages;
  }

  private static long number(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    long number = 0;
    while (at < text.length() && isDigit(text.charAt(at)) && number <= MOST_PAGES) {
      number = number * 10 + text.charAt(at++) - '0';
    }
    return number <= MOST_PAGES ? number : 0;
  }

  /// Whether a name object of this name is there; each character may be written as `#xx` (ISO
  /// 32000-2, 7.3.5).
  static boolean hasName(String text, String name) {
    for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
      int at = slash + 1;
      int matched = 0;
      while (matched < name.length() && at < text.length()) {
        char character = text.charAt(at++);
        if (character == '#' && at + 2 <= text.length()) {
          int high = Character.digit(text.charAt(at), 16);
          int low = Character.digit(text.charAt(at + 1), 16);
          if (high < 0 || low < 0) {
            break;
          }
          character = (char) (high << 4 | low);
          at += 2;
        }
        if (character != name.charAt(matched)) {
          break;
        }
        matched++;
      }
      if (matched == name.length()
          && (at == text.length() || " \t\r\n\f\0/<>[]()%".indexOf(text.charAt(at)) >= 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSpace(int character) {
    return character == ' '
        || character == '\t'
        || character == '\r'
        || character == '\n'
        || character == '\f'
        || character == 0;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }
}
