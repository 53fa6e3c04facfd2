package dev.sluice.core.detect;

import java.util.Optional;

/// Programs for MS-DOS and Windows (Microsoft, PE Format): the MS-DOS header, and what it points
/// to: PE, or NE and LE of old. What it points to nothing is a program for MS-DOS, if its sizes are
/// the file's.
final class PortableExecutable implements Structure {
  private static final int POINTER = 0x3C;
  private static final int HEADER = 256;
  private static final int PAGE = 512;
  private static final int IS_LIBRARY = 0x2000;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    long at = head.u32le(POINTER);
    Optional<Window> window = at < PAGE / 16 ? Optional.empty() : evidence.at(at, HEADER);
    String mark = window.map(it -> it.ascii(at, 2)).orElse("");
    if (window.isPresent() && window.get().hasAscii(at, "PE\0\0")) {
      return Optional.of(portable(window.get(), at));
    }
    return switch (mark) {
      case "NE" -> found("application/x-dosexec", "exe", at, "MZ, NE");
      case "LE", "LX" -> found("application/x-dosexec", "exe", at, "MZ, " + mark);
      default -> disk(head, evidence.size());
    };
  }

  private static Finding portable(Window window, long at) {
    int machine = window.u16le(at + 4);
    int flags = window.u16le(at + 22);
    int magic = window.u16le(at + 24);
    int subsystem = window.u16le(at + 24 + 68);
    long runtime = window.u32le(at + 24 + (magic == 0x20B ? 112 : 96) + 14 * 8L);
    String extension =
        subsystem == 1
            ? "sys"
            : subsystem >= 10 && subsystem <= 13
                ? "efi"
                : flags >= 0 && (flags & IS_LIBRARY) != 0 ? "dll" : "exe";
    String proof = "MZ, PE for machine %04x%s".formatted(machine, runtime > 0 ? ", .NET" : "");
    Finding finding =
        Finding.of("application/vnd.microsoft.portable-executable", Confidence.STRUCTURE, at, proof)
            .called(extension)
            .with(Hazard.EXECUTABLE, "the file is a program");
    return magic < 0 ? finding.with(Hazard.DAMAGED, "cut off in its header") : finding;
  }

  /// MS-DOS: pages of 512 bytes, the header in paragraphs of 16, relocations within the header.
  private static Optional<Finding> disk(Window head, long fileSize) {
    int last = head.u16le(2);
    int pages = head.u16le(4);
    int paragraphs = head.u16le(8);
    long size = (long) pages * PAGE - (last == 0 ? 0 : PAGE - last);
    boolean sensible =
        last < PAGE && pages > 0 && paragraphs >= 2 && paragraphs * 16L <= size && head.has(0, 28);
    return sensible && size <= fileSize + PAGE && head.u16le(24) <= paragraphs * 16
        ? found("application/x-dosexec", "exe", 0, "MZ, " + pages + " pages")
        : Optional.empty();
  }

  private static Optional<Finding> found(String type, String extension, long at, String proof) {
    return Optional.of(
        Finding.of(type, Confidence.STRUCTURE, at, proof)
            .called(extension)
            .with(Hazard.EXECUTABLE, "the file is a program"));
  }
}
