package dev.sluice.core.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// ZIP (PKWARE APPNOTE 6.3) and what uses it as its container: the local headers at the beginning
/// against the central directory at the end. Of an archive without its end, the local headers in
/// the head are what is known.
final class Zip implements Structure {
  /// `PK00` or `PK\7\8`: of an archive that was to be split and fits one part (APPNOTE 8.5.4).
  private static final int SPANNING_MARK = 4;

  private static final int MOST_LOCAL_HEADERS = 100;
  private static final String ZIP = "application/zip";

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    long first = head.hasAscii(0, "PK00") || head.hasAscii(0, "PK\u0007\u0008") ? SPANNING_MARK : 0;
    boolean local = ZipEntry.isLocal(head, first);
    if (!local && !head.hasAscii(0, "PK\u0005\u0006") && !head.hasAscii(0, "PK\u0006\u0006")) {
      return Optional.of(
          Finding.undetermined(0, "begins as a ZIP, but its first local header is cut off"));
    }
    Optional<ZipDirectory> directory = ZipDirectory.read(evidence);
    if (directory.isPresent()) {
      return Optional.of(whole(evidence, directory.get(), first));
    }
    return local && isSensible(ZipEntry.local(head, first))
        ? Optional.of(cutOff(evidence, first))
        : Optional.of(
            Finding.undetermined(0, "begins as a ZIP, but its first local header makes no sense"));
  }

  /// Methods and flags that there are, and a name.
  private static boolean isSensible(ZipEntry entry) {
    return !entry.name().isEmpty()
        && entry.method() <= 99
        && (entry.flags() & 0xC000) == 0
        && entry.name().chars().noneMatch(character -> character < 0x20);
  }

  private static Finding whole(Evidence evidence, ZipDirectory directory, long first) {
    String contentTypes = contentTypes(evidence, directory, first);
    String mediaType = kind(evidence, directory, first, contentTypes);
    EntryTally tally = tally(mediaType);
    directory.entries().forEach(entry -> tally.add(entry.entry()));
    Finding finding =
        Finding.of(
            mediaType,
            Confidence.STRUCTURE,
            directory.start(),
            directory.entries().isEmpty()
                ? "an empty archive"
                : "PK, central directory at %d, %s"
                    .formatted(directory.start(), directory.entries().getFirst().name()));
    finding = tally.onto(finding, directory.declared(), directory.complete());
    boolean macros =
        new ZipNames(directory.entries()).hasMacros() || OpenPackage.hasMacros(contentTypes);
    if (macros && !mediaType.equals(ZIP)) {
      finding = finding.with(Hazard.MACROS, "an entry of macros");
    }
    Optional<String> contradiction = ZipConsistency.contradiction(evidence, directory, first);
    if (contradiction.isPresent()) {
      return finding.with(Hazard.DAMAGED, contradiction.get());
    }
    return directory.end() == evidence.size()
        ? directory.complete() ? finding.rated(Confidence.WHOLE) : finding
        : finding.with(
            Hazard.DAMAGED, "%d bytes behind its end".formatted(evidence.size() - directory.end()));
  }

  private static EntryTally tally(String mediaType) {
    boolean carrier = ZipKinds.carriesPrograms(mediaType);
    return new EntryTally(!carrier, mediaType.equals(ZIP));
  }

  /// The text of `[Content_Types].xml`; empty if there is none, or it can't be read.
  private static String contentTypes(Evidence evidence, ZipDirectory directory, long first) {
    if (byFirstEntry(evidence.head(), first).isPresent()) {
      return ""; // No Open Packaging package.
    }
    return directory.entries().stream()
        .filter(entry -> entry.name().equals(OpenPackage.CONTENT_TYPES))
        .findFirst()
        .map(entry -> ZipContent.of(evidence, entry, directory.position(entry)))
        .orElse("");
  }

  private static String kind(
      Evidence evidence, ZipDirectory directory, long first, String contentTypes) {
    Window head = evidence.head();
    Optional<String> named = byFirstEntry(head, first);
    if (named.isPresent()) {
      return named.get();
    }
    Optional<String> main = OpenPackage.byContentTypes(contentTypes);
    if (main.isPresent()) {
      return main.get();
    }
    String byNames = ZipKinds.byNames(new ZipNames(directory.entries()));
    return byNames.equals(ZIP) && hasJarMark(head, first) ? "application/java-archive" : byNames;
  }

  /// The JDK's tools write an extra field of this number and no content into a JAR's first entry.
  private static boolean hasJarMark(Window head, long first) {
    long data = ZipEntry.dataOf(head, first);
    return data >= 4 && head.u16le(data - 4) == 0xCAFE && head.u16le(data - 2) == 0;
  }

  /// An archive behind bytes that are no kind we know, such as a self-extractor's.
  static Optional<Finding> behind(Evidence evidence) {
    return evidence
        .tail()
        .flatMap(tail -> ZipDirectory.in(evidence, tail))
        .filter(directory -> !directory.entries().isEmpty())
        .map(directory -> whole(evidence, directory, directory.shift()));
  }

  private static Optional<String> byFirstEntry(Window head, long first) {
    if (!ZipEntry.isLocal(head, first)) {
      return Optional.empty();
    }
    ZipEntry entry = ZipEntry.local(head, first);
    if (!entry.name().equals("mimetype") || entry.method() != ZipEntry.STORED) {
      return Optional.empty();
    }
    // Its size may only follow behind it; the type ends where no media type goes on.
    return Optional.of(head.ascii(ZipEntry.dataOf(head, first), readable(head, first)))
        .map(
            text ->
                entry.packed() > 0
                    ? text.substring(0, (int) Math.min(entry.packed(), text.length()))
                    : text)
        .map(text -> text.contains("PK") ? text.substring(0, text.indexOf("PK")) : text)
        .flatMap(ZipKinds::byMimetype);
  }

  private static int readable(Window head, long first) {
    return Math.clamp(head.end() - ZipEntry.dataOf(head, first), 0, 128);
  }

  /// From the local headers in the head: as far as sizes lead from one to the next.
  private static Finding cutOff(Evidence evidence, long first) {
    Window head = evidence.head();
    List<ZipEntry> entries = new ArrayList<>();
    long at = first;
    while (entries.size() < MOST_LOCAL_HEADERS && ZipEntry.isLocal(head, at)) {
      ZipEntry entry = ZipEntry.local(head, at);
      entries.add(entry);
      at = ZipEntry.dataOf(head, at) + Math.max(0, entry.packed());
      if (entry.sizesFollow() && entry.packed() <= 0) {
        at = head.find("PK\u0003\u0004", at, head.end());
      }
    }
    String mediaType =
        byFirstEntry(head, first)
            .or(() -> byContentTypes(evidence, entries))
            .orElseGet(() -> ZipKinds.byNames(new ZipNames(entries)));
    EntryTally tally = tally(mediaType);
    entries.forEach(entry -> tally.add(entry.entry()));
    Finding finding =
        Finding.of(mediaType, Confidence.STRUCTURE, first, "PK, entry " + entries.getFirst().name())
            .with(
                Hazard.DAMAGED,
                "its end, with the central directory, is missing or makes no sense");
    return tally.onto(finding, entries.size(), false);
  }

  private static Optional<String> byContentTypes(Evidence evidence, List<ZipEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.name().equals(OpenPackage.CONTENT_TYPES))
        .findFirst()
        .flatMap(entry -> OpenPackage.byContentTypes(ZipContent.of(evidence, entry, entry.at())));
  }
}
