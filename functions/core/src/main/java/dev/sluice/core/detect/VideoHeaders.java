package dev.sluice.core.detect;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Kinds of video that a header proves.
final class VideoHeaders {
  static final Map<String, Structure> BY_NAME =
      Map.ofEntries(
          Map.entry("flv", Header.of("video/x-flv", VideoHeaders::flash)),
          Map.entry(
              "swf",
              Header.of(
                  "application/vnd.adobe.flash.movie",
                  VideoHeaders::shockwave,
                  head -> List.of(new Fact.Danger(Hazard.SCRIPT, "a player runs its actions")))),
          Map.entry(
              "ivf",
              Header.of(
                  "video/x-ivf",
                  head -> head.u16le(6) == 32 && head.ascii(8, 4).matches("[A-Z0-9]{4}"),
                  head ->
                      Stream.concat(
                              Header.size(head.u16le(12), head.u16le(14)).stream(),
                              Stream.of(new Fact.Codec(head.ascii(8, 4))))
                          .toList())),
          Map.entry("fli", new Header("video/x-fli", VideoHeaders::flic, VideoHeaders::flicSize)),
          Map.entry(
              "bink",
              Header.of(
                  "video/vnd.radgamettools.bink",
                  head -> plausible(head.u32le(20), head.u32le(24)),
                  head -> Header.size(head.u32le(20), head.u32le(24)))),
          Map.entry(
              "smacker",
              Header.of(
                  "video/vnd.radgamettools.smacker",
                  head -> plausible(head.u32le(4), head.u32le(8)),
                  head -> Header.size(head.u32le(4), head.u32le(8)))),
          Map.entry("nsv", Header.of("video/x-nsv", VideoHeaders::nullsoft)),
          Map.entry("dv", Header.of("video/dv", VideoHeaders::digitalVideo)),
          Map.entry("realmedia", Header.of("application/vnd.rn-realmedia", VideoHeaders::real)),
          Map.entry(
              "mpeg-video",
              Header.of(
                  "video/mpeg",
                  VideoHeaders::sequence,
                  head -> Header.size(head.u16(4) >> 4, (head.u8(5) & 15) << 8 | head.u8(6)))),
          Map.entry("mpeg4-visual", Header.of("video/mp4v-es", VideoHeaders::visualSequence)));

  private VideoHeaders() {}

  private static boolean plausible(long width, long height) {
    return width > 0 && height > 0 && width <= 32_767 && height <= 32_767;
  }

  /// Of the flags, only sound (4) and video (1) are used; the header's size is 9.
  private static boolean flash(Window head) {
    return head.u8(3) == 1 && (head.u8(4) & 0xFA) == 0 && head.u32(5) == 9;
  }

  private static boolean shockwave(Window head) {
    return head.u8(3) >= 1 && head.u8(3) <= 60 && head.u32le(4) >= 14 && head.u8(3) != 0x20;
  }

  /// FLI and FLC say how long the file is.
  private static boolean flic(Evidence evidence) {
    Window head = evidence.head();
    return head.u32le(0) >= 128
        && head.u32le(0) <= 1L << 31
        && plausible(head.u16le(8), head.u16le(10))
        && (head.u16le(12) == 8 || head.u16le(12) == 16);
  }

  private static List<Fact> flicSize(Window head) {
    return Header.size(head.u16le(8), head.u16le(10));
  }

  private static boolean nullsoft(Window head) {
    return head.hasAscii(0, "NSVf")
        ? head.u32le(4) >= 28
        : head.ascii(4, 4).matches("[A-Z0-9 ]{4}") && plausible(head.u16le(12), head.u16le(14));
  }

  /// IEC 61834-2: a DIF sequence begins with a header block of 80 bytes, then two of subcode.
  private static boolean digitalVideo(Window head) {
    return head.has(80, 3) && head.u8(80) >> 5 == 1 && head.u8(160) >> 5 == 1;
  }

  private static boolean real(Window head) {
    return head.u32(4) >= 16 && head.u32(4) <= 64;
  }

  /// ISO/IEC 13818-2, 6.2.2.1: dimensions, an aspect ratio, a frame rate, a marker; another start
  /// code follows, behind two matrices at most.
  private static boolean sequence(Window head) {
    int aspect = head.u8(7) >> 4;
    int rate = head.u8(7) & 15;
    return head.u16(4) >> 4 > 0
        && ((head.u8(5) & 15) << 8 | head.u8(6)) > 0
        && aspect >= 1
        && aspect <= 14
        && rate >= 1
        && rate <= 14
        && (head.u8(10) & 0x20) != 0
        && (head.length() < 160 || head.find("\0\0\u0001", 12, 160) >= 0);
  }

  /// ISO/IEC 14496-2, 6.2.2: a profile, then the visual object's start code.
  private static boolean visualSequence(Window head) {
    return head.u32(5) == 0x1B5 || head.u32(5) == 0x1B2 || head.u32(5) == 0x100;
  }
}
