package dev.sluice.core.detect;

import java.util.List;
import java.util.Optional;

/// Looks for a second kind in a file whose first one is known: a reader of that kind would take the
/// same bytes, and who sees only the first is deceived. Only what is active or a container counts,
/// and only where the first kind's honest files do not have it: a ZIP may hold a PDF.
final class Polyglots {
  /// What a second reader would do with the file; these are worth a range of the budget.
  private static final List<String> CARRIERS = List.of("image", "audio", "video");

  private static final String PDF = "application/pdf";

  /// What is given a value before the comment that hides the rest.
  private static final int LONGEST_VALUE = 8;

  /// The finding, with what else the file is.
  Finding examine(Finding first, Evidence evidence) {
    String type = first.mediaType().toString();
    if (isText(first)) {
      return first;
    }
    Finding result = byHead(first, evidence);
    boolean media = CARRIERS.contains(first.mediaType().type());
    boolean program =
        is(first, "application/vnd.microsoft.portable-executable")
            || is(first, "application/x-elf");
    if (media || program || type.equals(PDF)) {
      evidence.tail(); // So that what is appended lies in what is looked through.
    }
    if (!evidence.head().hasAscii(0, "PK")
        && !is(first, "application/zip")
        && !isCarrierOfZip(type)) {
      result = archive(result, evidence);
    }
    if (media || type.equals(PDF)) {
      for (Window window : evidence.windows()) {
        result = Marks.examine(result, window, media);
      }
    }
    return media || type.equals(PDF) ? script(result, evidence) : result;
  }

  /// Formats that are another header before a ZIP.
  private static boolean isCarrierOfZip(String type) {
    return type.equals("application/x-chrome-extension")
        || type.equals("application/x-java-module")
        || type.equals("application/vnd.figma");
  }

  private static boolean isText(Finding first) {
    return first.mediaType().type().equals("text")
        || first.confidence() == Confidence.FORM
        || is(first, "text/plain")
        || is(first, "application/xml")
        || first.mediaType().toString().equals("application/rtf")
        || first.mediaType().toString().equals("application/postscript");
  }

  /// A second signature at the beginning whose structure holds, or the header of a PDF within the
  /// bytes in which its readers look for it.
  private static Finding byHead(Finding first, Evidence evidence) {
    Finding result = first;
    Window head = evidence.head();
    if (head.hasAscii(0, "MZ") && !isProgram(first)) {
      Optional<Finding> program = new PortableExecutable().examine(evidence);
      if (program.isPresent() && program.get().determined()) {
        result = also(result, program.get().mediaType().toString(), 0, "MZ, PE");
      }
    }
    if (is(first, "application/zip") && !head.hasAscii(0, "PK")) {
      result = head.hasAscii(0, "#!") ? also(result, "text/x-script", 0, "#!") : result;
      result = Marks.examine(result, head, true);
    }
    if (!is(first, "application/x-tar") && Tar.isHeader(head, 0)) {
      result = also(result, "application/x-tar", 0, "the checksum of a TAR holds");
    }
    long header = head.find("%PDF-1.", 1, Pdf.HEADER_WITHIN);
    if (header > 0
        && !is(first, PDF)
        && !isEntry(first, head, header)
        && head.find(" obj", header, head.end()) > 0) {
      result = also(result, PDF, header, head.ascii(header, 8));
    }
    return result;
  }

  private static boolean isProgram(Finding first) {
    return is(first, "application/vnd.microsoft.portable-executable")
        || is(first, "application/x-dosexec");
  }

  /// Whether what stands there is where an archive's first entry begins, or an embedded file's.
  private static boolean isEntry(Finding first, Window head, long at) {
    if (head.hasAscii(0, "PK")) {
      return ZipEntry.dataOf(head, 0) == at;
    }
    String type = first.mediaType().toString();
    return !CARRIERS.contains(first.mediaType().type())
        && !isProgram(first)
        && !type.equals("application/gzip");
  }

  /// The end of a ZIP's directory in what was read of the end.
  private static Finding archive(Finding first, Evidence evidence) {
    for (Window window : evidence.windows()) {
      if (window.end() == evidence.size()) {
        Optional<ZipDirectory> directory = ZipDirectory.in(evidence, window);
        if (directory.isPresent() && !directory.get().entries().isEmpty()) {
          ZipNames names = new ZipNames(directory.get().entries());
          return also(
              first,
              ZipKinds.byNames(names),
              directory.get().start(),
              "central directory, entry " + names.first());
        }
      }
    }
    return first;
  }

  /// Pictures and sounds whose first bytes are the beginning of a comment or a text to a JavaScript
  /// engine: `GIF89a/*`, `GIF89a=1/*`, ``GIF89a=` ``, `BM/*`, a JPEG segment whose length is `/*`.
  private static Finding script(Finding first, Evidence evidence) {
    Window head = evidence.head();
    for (int at : new int[] {2, 4, 6}) {
      int quote = head.u8(at) == '=' ? quote(head, at + 1) : at;
      String end = head.hasAscii(quote, "/*") ? "*/" : head.u8(quote) == '`' ? "`" : "";
      if (end.isEmpty() || (quote == at && end.equals("`"))) {
        continue;
      }
      for (Window window : evidence.windows()) {
        long found = window.find(end, quote + 2L, window.end());
        if (found > 0 && isCode(window.u8(found + end.length()))) {
          return also(
              first,
              "text/javascript",
              at,
              head.ascii(0, quote + end.length()).replaceAll("[^ -~]", "."));
        }
      }
    }
    return first;
  }

  /// Where a comment or a text begins, if only text stands before it: sizes and colours of a
  /// picture are none, and an engine stops at them. The offset given, if none begins.
  private static int quote(Window head, int from) {
    for (int at = from; at < from + LONGEST_VALUE; at++) {
      if (head.hasAscii(at, "/*") || head.u8(at) == '`') {
        return at;
      }
      if (!isPrintable(head.u8(at))) {
        return from;
      }
    }
    return from;
  }

  private static boolean isCode(int character) {
    return character == '\n' || character == '\r' || character == '\t' || isPrintable(character);
  }

  private static boolean isPrintable(int character) {
    return character >= ' ' && character <= '~';
  }

  private static boolean is(Finding finding, String kind) {
    return Kinds.known()
        .named(kind)
        .filter(it -> Kinds.known().isA(finding.mediaType(), it.mediaType()))
        .isPresent();
  }

  static Finding also(Finding first, String mediaType, long at, String what) {
    Optional<Kind> kind = Kinds.known().named(mediaType);
    if (kind.isEmpty()
        || first.also().stream().anyMatch(it -> it.mediaType().equals(kind.get().mediaType()))) {
      return first;
    }
    Finding result =
        first.with(new Finding.Also(kind.get().mediaType(), new Finding.Proof(at, what)));
    boolean known = first.dangers().stream().anyMatch(danger -> danger.hazard() == Hazard.POLYGLOT);
    return known
        ? result
        : result.with(Hazard.POLYGLOT, "also %s, offset %d".formatted(mediaType, at));
  }
}
