package dev.sluice.core.detect;

import java.util.List;
import java.util.Map;

/// Kinds of sound that a header proves.
final class AudioHeaders {
  static final Map<String, Structure> BY_NAME =
      Map.ofEntries(
          Map.entry("midi", Header.of("audio/midi", AudioHeaders::midi)),
          Map.entry("au", Header.of("audio/basic", AudioHeaders::au)),
          Map.entry("amr", Header.of("audio/amr", head -> speechFrame(head, 6))),
          Map.entry("amr-wb", Header.of("audio/amr-wb", head -> speechFrame(head, 9))),
          Map.entry("ape", Header.of("audio/x-ape", head -> within(head.u16le(4), 3000, 4999))),
          Map.entry("wavpack", Header.of("audio/x-wavpack", AudioHeaders::wavpack)),
          Map.entry("musepack", Header.of("audio/x-musepack", AudioHeaders::musepack)),
          Map.entry("tta", Header.of("audio/x-tta", AudioHeaders::tta)),
          Map.entry("dsf", Header.of("audio/x-dsf", head -> head.u64le(4) == 28)),
          Map.entry(
              "audible",
              new Header(
                  "audio/vnd.audible",
                  evidence -> evidence.head().u32(0) == evidence.size(),
                  head -> List.of())),
          Map.entry(
              "mlp", Header.of("audio/vnd.dolby.mlp", head -> (head.u16(0) & 0xFFF) * 2 >= 20)),
          Map.entry("stm", Header.of("audio/x-stm", head -> within(head.u8(29), 1, 2))),
          Map.entry("caf", Header.of("audio/x-caf", AudioHeaders::caf)),
          Map.entry("voc", Header.of("audio/x-voc", AudioHeaders::voc)),
          Map.entry("ac3", Header.of("audio/ac3", AudioHeaders::ac3)),
          Map.entry("eac3", Header.of("audio/eac3", AudioHeaders::eac3)),
          Map.entry("dts", Header.of("audio/vnd.dts", AudioHeaders::dts)),
          Map.entry("realaudio", Header.of("audio/vnd.rn-realaudio", AudioHeaders::realAudio)),
          Map.entry("s3m", Header.of("audio/x-s3m", AudioHeaders::screamTracker)),
          Map.entry("xm", Header.of("audio/x-xm", head -> head.u8(37) == 0x1A)),
          Map.entry("it", Header.of("audio/x-it", AudioHeaders::impulseTracker)),
          Map.entry("mod", Header.of("audio/x-mod", AudioHeaders::module)));

  /// ATSC A/52, table 5.18: kbit/s of each pair of frame size codes.
  private static final int[] AC3_RATES = {
    32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640
  };

  private AudioHeaders() {}

  private static boolean within(long value, long from, long to) {
    return value >= from && value <= to;
  }

  /// Six bytes: format, tracks, division; a track follows.
  private static boolean midi(Window head) {
    return head.u32(4) == 6
        && within(head.u16(8), 0, 2)
        && head.u16(10) > 0
        && (!head.has(14, 4) || head.ascii(14, 4).matches("[A-Za-z]{4}"));
  }

  private static boolean au(Window head) {
    return within(head.u32(4), 24, 1 << 20)
        && within(head.u32(12), 1, 27)
        && within(head.u32(16), 1, 768_000)
        && within(head.u32(20), 1, 256);
  }

  /// RFC 4867, 5.3: of a frame's first byte the highest and the two lowest bits are zero.
  private static boolean speechFrame(Window head, long at) {
    return !head.has(at, 1) || (head.u8(at) & 0x83) == 0;
  }

  private static boolean wavpack(Window head) {
    return within(head.u32le(4), 24, 1 << 20) && within(head.u16le(8), 0x402, 0x410);
  }

  /// Stream version 7, or packets whose keys are two capital letters.
  private static boolean musepack(Window head) {
    return head.hasAscii(0, "MP+")
        ? (head.u8(3) & 15) == 7
        : !head.has(4, 2) || head.ascii(4, 2).matches("[A-Z]{2}");
  }

  private static boolean tta(Window head) {
    return within(head.u16le(4), 1, 3)
        && within(head.u16le(6), 1, 32)
        && within(head.u16le(8), 8, 32)
        && within(head.u32le(10), 1, 1_000_000);
  }

  private static boolean caf(Window head) {
    return head.u16(4) == 1 && head.u16(6) == 0 && head.hasAscii(8, "desc");
  }

  /// The header's size, and the version with its complement.
  private static boolean voc(Window head) {
    return head.u16le(20) == 26 && head.u16le(24) == (~head.u16le(22) + 0x1234 & 0xFFFF);
  }

  /// ATSC A/52, 5.3; the next frame begins where this one says.
  private static boolean ac3(Window head) {
    int sampling = head.u8(4) >> 6;
    int size = head.u8(4) & 0x3F;
    int version = head.u8(5) >> 3;
    if (head.u8(4) < 0 || sampling == 3 || size >= 38 || version > 10) {
      return false;
    }
    int rate = AC3_RATES[size / 2];
    int words =
        switch (sampling) {
          case 0 -> rate * 2;
          case 1 -> rate * 96_000 / 44_100 + size % 2;
          default -> rate * 3;
        };
    return followed(head, words * 2L);
  }

  /// ATSC A/52, E.1.2.
  private static boolean eac3(Window head) {
    int version = head.u8(5) >> 3;
    int words = (head.u16(2) & 0x7FF) + 1;
    boolean reserved = head.u8(2) >> 6 == 3;
    return head.u8(5) >= 0 && within(version, 11, 16) && !reserved && followed(head, words * 2L);
  }

  private static boolean followed(Window head, long at) {
    return head.has(at, 2) ? head.u16(at) == 0x0B77 : head.length() < at + 2;
  }

  /// ETSI TS 102 114, 5.3.1: a frame of at least 96 bytes and 6 blocks.
  private static boolean dts(Window head) {
    long bits = head.u32(4);
    long blocks = bits >> 18 & 0x7F;
    long size = (bits >> 4 & 0x3FFF) + 1;
    return bits >= 0
        && blocks >= 5
        && size >= 96
        && (!head.has(size, 4) || head.u32(size) == 0x7FFE8001L);
  }

  private static boolean realAudio(Window head) {
    return within(head.u16(4), 3, 5);
  }

  private static boolean screamTracker(Window head) {
    return head.u8(28) == 0x1A && head.u8(29) == 16;
  }

  private static boolean impulseTracker(Window head) {
    return within(head.u16le(32), 1, 257) && within(head.u16le(42), 0x100, 0x6FF);
  }

  /// ProTracker: 31 samples whose volume is at most 64, and at most 128 positions.
  private static boolean module(Window head) {
    for (int sample = 0; sample < 31; sample++) {
      if (head.u8(20 + sample * 30L + 25) > 64 || head.u8(20 + sample * 30L + 24) > 15) {
        return false;
      }
    }
    return within(head.u8(950), 1, 128);
  }
}
