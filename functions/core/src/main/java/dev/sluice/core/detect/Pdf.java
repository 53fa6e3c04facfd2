package dev.sluice.core.detect;

import java.util.Optional;

/// PDF (ISO 32000-2, 7.5; readers accept the header within the first 1,024 bytes): the header, and
/// `startxref` near the end.
final class Pdf implements Structure {
  private static final int HEADER_WITHIN = 1024;
  private static final int TAIL = 2048;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    long header = head.find("%PDF-", 0, HEADER_WITHIN);
    if (header < 0 || !(isDigit(head.u8(header + 5)) && head.u8(header + 6) == '.')) {
      return Optional.empty();
    }
    Optional<Window> tail = evidence.tail(TAIL);
    long reference = tail.map(window -> window.findLast("startxref", header)).orElse(-1L);
    if (reference < 0) {
      return Optional.of(
          Finding.undetermined(
              header, "begins as a PDF, but has no startxref near its end: it is cut off"));
    }
    return Optional.of(
        Finding.of(
            "application/pdf",
            Confidence.STRUCTURE,
            header,
            head.ascii(header, 8) + ", startxref at " + reference));
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }
}
