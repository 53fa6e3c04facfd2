package dev.sluice.core.detect;

import java.util.Optional;

/// ZIP (PKWARE APPNOTE 6.3): a local header, and an end of central directory at the end that points
/// back into the file. What only uses ZIP as its container is told apart by its first entries'
/// names.
final class Zip implements Structure {
  private static final String LOCAL_HEADER = "PK\u0003\u0004";
  private static final String END_OF_DIRECTORY = "PK\u0005\u0006";
  private static final int END_SIZE = 22;
  private static final int LOCAL_SIZE = 30;

  /// The end record may be followed by a comment of 65,535 bytes; few have one of over a kilobyte.
  private static final int TAIL = 2048;

  private static final int MIMETYPE_LENGTH = 80;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    boolean empty = head.hasAscii(0, END_OF_DIRECTORY) && evidence.size() == END_SIZE;
    if (empty) {
      return Optional.of(
          Finding.of("application/zip", Confidence.STRUCTURE, 0, "an empty archive"));
    }
    if (!head.hasAscii(0, LOCAL_HEADER)) {
      return Optional.empty();
    }
    Optional<Window> tail = evidence.tail(TAIL);
    long end = tail.map(window -> window.findLast(END_OF_DIRECTORY, 0)).orElse(-1L);
    if (end < 0 || tail.isEmpty() || !pointsBack(tail.get(), end)) {
      return Optional.of(
          Finding.undetermined(
              0, "begins as a ZIP, but its central directory is not at its end: it is cut off"));
    }
    return Optional.of(content(evidence, tail.get(), end));
  }

  private static boolean pointsBack(Window tail, long end) {
    long size = tail.u32le(end + 12);
    long start = tail.u32le(end + 16);
    boolean zip64 = size == 0xFFFFFFFFL || start == 0xFFFFFFFFL;
    return zip64 || (size >= 0 && start >= 0 && start + size <= end);
  }

  private static Finding content(Evidence evidence, Window tail, long end) {
    Window head = evidence.head();
    int nameLength = head.u16le(26);
    String first = head.ascii(LOCAL_SIZE, Math.max(0, nameLength));
    if (first.equals("mimetype")) {
      long data = (long) LOCAL_SIZE + nameLength + Math.max(0, head.u16le(28));
      Optional<Finding> named = byMimetype(head.ascii(data, MIMETYPE_LENGTH));
      if (named.isPresent()) {
        return named.get();
      }
    }
    long directory = tail.u32le(end + 16);
    String names =
        evidence
            .at(directory, (int) Math.min(8192, Math.max(0, end - directory)))
            .map(window -> window.ascii(window.offset(), window.length()))
            .orElse("");
    if (first.equals("[Content_Types].xml") || names.contains("[Content_Types].xml")) {
      return office(names);
    }
    if (names.contains("AndroidManifest.xml")) {
      return Finding.of(
          "application/vnd.android.package-archive",
          Confidence.STRUCTURE,
          0,
          "AndroidManifest.xml");
    }
    if (first.startsWith("META-INF/") || names.contains("META-INF/MANIFEST.MF")) {
      return Finding.of("application/java-archive", Confidence.STRUCTURE, 0, "entry META-INF/");
    }
    return Finding.of(
        "application/zip", Confidence.STRUCTURE, 0, "504b0304, central directory at " + directory);
  }

  private static Finding office(String names) {
    String base = "application/vnd.openxmlformats-officedocument.";
    if (names.contains("word/")) {
      return Finding.of(
          base + "wordprocessingml.document", Confidence.STRUCTURE, 0, "entries word/");
    }
    if (names.contains("xl/")) {
      return Finding.of(base + "spreadsheetml.sheet", Confidence.STRUCTURE, 0, "entries xl/");
    }
    if (names.contains("ppt/")) {
      return Finding.of(
          base + "presentationml.presentation", Confidence.STRUCTURE, 0, "entries ppt/");
    }
    return Finding.of("application/zip", Confidence.STRUCTURE, 0, "entry [Content_Types].xml");
  }

  /// OpenDocument and EPUB say their type in a first entry that is not compressed.
  private static Optional<Finding> byMimetype(String text) {
    if (text.startsWith("application/epub+zip")) {
      return Optional.of(
          Finding.of("application/epub+zip", Confidence.STRUCTURE, 0, "entry mimetype"));
    }
    for (String document : new String[] {"text", "spreadsheet", "presentation"}) {
      String type = "application/vnd.oasis.opendocument." + document;
      if (text.startsWith(type)) {
        return Optional.of(Finding.of(type, Confidence.STRUCTURE, 0, "entry mimetype"));
      }
    }
    return Optional.empty();
  }
}
