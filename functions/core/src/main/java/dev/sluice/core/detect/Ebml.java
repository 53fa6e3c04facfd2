package dev.sluice.core.detect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Matroska and WebM (RFC 8794, RFC 9559): an EBML header of elements that fill it exactly and name
/// a document type, and a segment behind it. What the segment says of duration and tracks is taken
/// where the head has it.
final class Ebml implements Structure {
  private static final long EBML = 0x1A45DFA3L;
  private static final long DOC_TYPE = 0x4282;
  private static final long SEGMENT = 0x18538067L;
  private static final long INFO = 0x1549A966L;
  private static final long TRACKS = 0x1654AE6BL;
  private static final int MAXIMUM_ELEMENTS = 200;

  /// An element's head.
  ///
  /// @param end -1 if the size is not known
  private record Element(long id, long body, long end) {}

  /// What was seen of the segment, filled while walking it.
  private static final class Seen {
    final List<Fact> facts = new ArrayList<>();
    long scale = 1_000_000;
    double duration;
    int elements;
    boolean video;
    boolean audio;
    boolean tracksWhole;
  }

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    Optional<Element> header = element(head, 0).filter(it -> it.id() == EBML && it.end() > 0);
    if (header.isEmpty()) {
      return broken("its header has no size");
    }
    String type = "";
    long at = header.get().body();
    while (at < header.get().end()) {
      Optional<Element> next = element(head, at);
      if (next.isEmpty() || next.get().end() < 0 || next.get().end() > header.get().end()) {
        return broken("its header makes no sense at " + at);
      }
      if (next.get().id() == DOC_TYPE) {
        int length = (int) Math.min(32, next.get().end() - next.get().body());
        type = head.ascii(next.get().body(), length).replace("\0", "");
      }
      at = next.get().end();
    }
    if (!type.equals("matroska") && !type.equals("webm")) {
      return broken("it is a document of an unknown type");
    }
    return Optional.of(segment(evidence, type, at));
  }

  private static Finding segment(Evidence evidence, String type, long at) {
    Seen seen = new Seen();
    Optional<Element> segment =
        element(evidence.head(), at).filter(element -> element.id() == SEGMENT);
    segment.ifPresent(it -> children(evidence.head(), it.body(), evidence.size(), seen));
    boolean sound = seen.tracksWhole && seen.audio && !seen.video;
    String mediaType = (sound ? "audio/" : "video/") + type;
    long end = segment.map(Element::end).orElse(-1L);
    Confidence confidence = end == evidence.size() ? Confidence.WHOLE : Confidence.STRUCTURE;
    Finding finding = Finding.of(mediaType, confidence, 0, "EBML document of type " + type);
    for (Fact fact : seen.facts) {
      finding = finding.with(fact);
    }
    double seconds = seen.duration * seen.scale / 1e9;
    if (seconds > 0 && seconds < Integer.MAX_VALUE) {
      finding = finding.with(new Fact.Playing(Duration.ofMillis((long) (seconds * 1000))));
    }
    if (segment.isEmpty() || end > evidence.size()) {
      return finding.with(Hazard.DAMAGED, "cut off before the end of its segment");
    }
    return finding;
  }

  private static void children(Window window, long from, long end, Seen seen) {
    long at = from;
    while (at < end && seen.elements++ < MAXIMUM_ELEMENTS) {
      Optional<Element> next = element(window, at);
      if (next.isEmpty() || next.get().end() < 0) {
        return;
      }
      take(window, next.get(), seen);
      at = next.get().end();
    }
  }

  private static void take(Window window, Element element, Seen seen) {
    int length = (int) Math.min(64, element.end() - element.body());
    long body = element.body();
    if (element.id() == INFO || element.id() == 0xAE || element.id() == 0xE0) {
      children(window, body, element.end(), seen);
    } else if (element.id() == TRACKS) {
      seen.tracksWhole = window.has(body, element.end() - body);
      children(window, body, element.end(), seen);
    } else if (element.id() == 0x2AD7B1) {
      seen.scale = Math.max(1, unsigned(window, body, length));
    } else if (element.id() == 0x4489 && window.has(body, length)) {
      seen.duration =
          length == 4
              ? Float.intBitsToFloat((int) window.u32(body))
              : Double.longBitsToDouble(window.u32(body) << 32 | window.u32(body + 4));
    } else if (element.id() == 0x83) {
      seen.video |= window.u8(body) == 1;
      seen.audio |= window.u8(body) == 2;
    } else if (element.id() == 0x86 && window.has(body, length)) {
      seen.facts.add(new Fact.Codec(window.ascii(body, length).replace("\0", "")));
    } else if (element.id() == 0xB0) {
      long width = unsigned(window, body, length);
      long height = pixelHeight(window, element.end());
      if (width > 0 && height > 0) {
        seen.facts.add(new Fact.Dimensions(width, height));
      }
    }
  }

  /// Every writer puts the height right behind the width.
  private static long pixelHeight(Window window, long at) {
    return element(window, at)
        .filter(element -> element.id() == 0xBA && element.end() > 0)
        .map(element -> unsigned(window, element.body(), (int) (element.end() - element.body())))
        .orElse(0L);
  }

  private static long unsigned(Window window, long at, int length) {
    long value = 0;
    for (int i = 0; i < Math.min(length, 7); i++) {
      value = value << 8 | Math.max(0, window.u8(at + i));
    }
    return value;
  }

  private static Optional<Element> element(Window window, long at) {
    int idLength = Integer.numberOfLeadingZeros(window.u8(at) << 24) + 1;
    if (window.u8(at) < 0x10 || !window.has(at, idLength)) {
      return Optional.empty();
    }
    long id = unsigned(window, at, idLength);
    long sizeAt = at + idLength;
    int first = window.u8(sizeAt);
    int sizeLength = Integer.numberOfLeadingZeros(first << 24) + 1;
    if (first <= 0 || !window.has(sizeAt, sizeLength)) {
      return Optional.empty();
    }
    long size = first & (0xFF >> sizeLength);
    boolean unknown = size == 0xFF >> sizeLength;
    for (int i = 1; i < sizeLength; i++) {
      unknown &= window.u8(sizeAt + i) == 0xFF;
      size = size << 8 | window.u8(sizeAt + i);
    }
    long body = sizeAt + sizeLength;
    return Optional.of(new Element(id, body, unknown ? -1 : body + size));
  }

  private static Optional<Finding> broken(String why) {
    return Optional.of(Finding.undetermined(0, "begins as a Matroska file, but " + why));
  }
}
