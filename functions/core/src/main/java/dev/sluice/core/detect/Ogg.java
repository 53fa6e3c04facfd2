package dev.sluice.core.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ogg (RFC 3533): pages that begin a stream stand first, and the first packet of each says how the
/// stream is coded (RFC 5334, section 10).
final class Ogg implements Structure {
  private static final int PAGE_HEAD = 27;
  private static final int BEGINS_STREAM = 2;
  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int MAXIMUM_STREAMS = 16;

  /// @param start of a stream's first packet
  /// @param extension that files have whose first stream this is
  private record Coding(String start, String name, boolean video, String extension) {}

  private static final List<Coding> CODINGS =
      List.of(
          new Coding("\u0001vorbis", "vorbis", false, "ogg"),
          new Coding("OpusHead", "opus", false, "opus"),
          new Coding("\u007FFLAC", "flac", false, "oga"),
          new Coding("Speex   ", "speex", false, "spx"),
          new Coding("CELT    ", "celt", false, "oga"),
          new Coding("PCM     ", "pcm", false, "oga"),
          new Coding("\u0080theora", "theora", true, "ogv"),
          new Coding("BBCD\0", "dirac", true, "ogv"),
          new Coding("OVP80\u0001", "vp8", true, "ogv"),
          new Coding("\u0001video\0\0\0", "ogm", true, "ogm"));

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    if (head.u8(4) != 0 || !isPage(head) || head.u8(PAGE_HEAD - 1) < 1) {
      return Optional.of(Finding.undetermined(0, "begins as an Ogg, but its first page is broken"));
    }
    List<Coding> codings = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    long at = 0;
    for (int page = 0; page < MAXIMUM_STREAMS && isBeginning(head, at); page++) {
      long packet = at + PAGE_HEAD + head.u8(at + PAGE_HEAD - 1);
      for (Coding coding : CODINGS) {
        if (head.hasAscii(packet, coding.start())) {
          codings.add(coding);
          facts.add(new Fact.Codec(coding.name()));
          dimensions(head, packet, coding).ifPresent(facts::add);
        }
      }
      at = pageEnd(head, at);
    }
    return Optional.of(found(codings, facts, at >= evidence.size()));
  }

  private static boolean isBeginning(Window head, long at) {
    return head.hasAscii(at, "OggS")
        && head.has(at, PAGE_HEAD)
        && (head.u8(at + 5) & BEGINS_STREAM) != 0;
  }

  private static Finding found(List<Coding> codings, List<Fact> facts, boolean cutOff) {
    Optional<Coding> main =
        codings.stream().filter(Coding::video).findFirst().or(() -> codings.stream().findFirst());
    String type = main.map(it -> it.video() ? "video/ogg" : "audio/ogg").orElse("application/ogg");
    Finding finding =
        Finding.of(
                type,
                Confidence.STRUCTURE,
                0,
                "OggS, " + main.map(Coding::name).orElse("a stream of unknown coding"))
            .called(main.map(Coding::extension).orElse("ogx"));
    for (Fact fact : facts) {
      finding = finding.with(fact);
    }
    return cutOff ? finding.with(Hazard.DAMAGED, "cut off behind its first pages") : finding;
  }

  /// Theora's identification header: the picture's width and height in 24 bits each.
  private static Optional<Fact> dimensions(Window head, long packet, Coding coding) {
    long width = head.u32(packet + 13) & 0xFFFFFF;
    long height = head.u32(packet + 16) & 0xFFFFFF;
    boolean told = coding.name().equals("theora") && head.has(packet, 22) && width * height > 0;
    return told ? Optional.of(new Fact.Dimensions(width, height)) : Optional.empty();
  }

  private static long pageEnd(Window head, long at) {
    int segments = head.u8(at + PAGE_HEAD - 1);
    long end = at + PAGE_HEAD + segments;
    for (int segment = 0; segment < segments; segment++) {
      end += Math.max(0, head.u8(at + PAGE_HEAD + segment));
    }
    return end;
  }

  /// Another page follows, or the checksum holds; taken for granted if the head ends before the
  /// page does.
  private static boolean isPage(Window head) {
    long end = pageEnd(head, 0);
    if (!head.has(0, end) || head.hasAscii(end, "OggS")) {
      return head.has(0, PAGE_HEAD);
    }
    int crc = 0;
    for (long at = 0; at < end; at++) {
      crc ^= (at >= 22 && at < 26 ? 0 : head.u8(at)) << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? crc << 1 ^ POLYNOMIAL : crc << 1;
      }
    }
    return Integer.toUnsignedLong(crc) == head.u32le(22);
  }
}
