package dev.sluice.core.detect;

import java.util.Optional;

/// MPEG audio, layers I to III (ISO/IEC 11172-3, 2.4), and AAC in ADTS (ISO/IEC 14496-3, 1.A.2):
/// eleven or twelve bits of synchronisation are in much that is no audio, so a chain of frames has
/// to follow, each where the one before says.
final class MpegAudio implements Structure {
  /// Where the chance of a false chain is below one in 2^30.
  private static final int CHAIN = 3;

  /// In kbit/s: rows are MPEG-1 layers I, II, III, then MPEG-2 layer I, MPEG-2 layers II and III.
  private static final int[][] BIT_RATES = {
    {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
  };

  private static final int[] SAMPLE_RATES = {44_100, 48_000, 32_000};

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    return evidence.head().hasAscii(0, "ID3")
        ? Id3.examine(evidence)
        : at(evidence.head(), 0, evidence.size());
  }

  /// Frames that begin at `at`.
  static Optional<Finding> at(Window window, long at, long fileSize) {
    int frames = chain(window, at, fileSize);
    if (frames == 0) {
      return Optional.empty();
    }
    int layer = layer(window, at);
    String form = frames + " frames in a row of ";
    if (layer == 0) {
      return Optional.of(Finding.of("audio/aac", Confidence.STRUCTURE, at, form + "ADTS"));
    }
    return Optional.of(
        Finding.of("audio/mpeg", Confidence.STRUCTURE, at, form + "MPEG audio, layer " + layer)
            .called("mp" + layer)
            .with(new Fact.Codec("mp" + layer)));
  }

  /// How many frames follow each other; 0 if they are too few to be told from chance.
  private static int chain(Window window, long from, long fileSize) {
    long at = from;
    for (int frames = 0; ; frames++) {
      if (frames >= CHAIN || (frames > 0 && at == fileSize)) {
        return frames;
      }
      if (!window.has(at, 7)) {
        // A frame may be larger than half of what was read.
        return frames >= 2 || (frames == 1 && at > fileSize && wellFormed(window, from))
            ? frames
            : 0;
      }
      if (frames > 0 && !alike(window, from, at)) {
        return 0;
      }
      int length = length(window, at);
      if (length <= 0) {
        return 0;
      }
      at += length;
    }
  }

  /// One frame alone has to tell more than its first twelve bits: an encoder's name in it does.
  private static boolean wellFormed(Window window, long from) {
    for (String mark : new String[] {"Xing", "Info", "LAME", "VBRI"}) {
      if (window.find(mark, from, from + 200) >= 0) {
        return true;
      }
    }
    return false;
  }

  /// Version, layer and sampling rate stay the same.
  private static boolean alike(Window window, long one, long other) {
    return window.u8(one) == window.u8(other)
        && (window.u8(one + 1) & 0xFE) == (window.u8(other + 1) & 0xFE)
        && (window.u8(one + 2) & (layer(window, one) == 0 ? 0x3C : 0x0C))
            == (window.u8(other + 2) & (layer(window, one) == 0 ? 0x3C : 0x0C));
  }

  /// 1 to 3; 0 is AAC.
  private static int layer(Window window, long at) {
    return (4 - (window.u8(at + 1) >> 1 & 3)) % 4;
  }

  /// Of the frame, in bytes; 0 if this is none.
  private static int length(Window window, long at) {
    if (window.u8(at) != 0xFF || (window.u8(at + 1) & 0xE0) != 0xE0) {
      return 0;
    }
    int layer = layer(window, at);
    return layer == 0 ? adts(window, at) : frame(window, at, layer);
  }

  private static int frame(Window window, long at, int layer) {
    int version = window.u8(at + 1) >> 3 & 3; // 0 is MPEG-2.5, 2 is MPEG-2, 3 is MPEG-1.
    int bitRate = window.u8(at + 2) >> 4;
    int sampling = window.u8(at + 2) >> 2 & 3;
    if (version == 1 || bitRate == 0 || bitRate == 15 || sampling == 3) {
      return 0;
    }
    if ((window.u8(at + 3) & 3) == 2) { // An emphasis that is reserved.
      return 0;
    }
    int row = version == 3 ? layer - 1 : layer == 1 ? 3 : 4;
    int rate = SAMPLE_RATES[sampling] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    int padding = window.u8(at + 2) >> 1 & 1;
    int bits = BIT_RATES[row][bitRate] * 1000;
    if (layer == 1) {
      return (12 * bits / rate + padding) * 4;
    }
    return (layer == 3 && version != 3 ? 72 : 144) * bits / rate + padding;
  }

  private static int adts(Window window, long at) {
    boolean sync = (window.u8(at + 1) & 0xF6) == 0xF0;
    int sampling = window.u8(at + 2) >> 2 & 15;
    int length = (window.u8(at + 3) & 3) << 11 | window.u8(at + 4) << 3 | window.u8(at + 5) >> 5;
    int head = (window.u8(at + 1) & 1) == 1 ? 7 : 9;
    return sync && sampling <= 12 && length > head ? length : 0;
  }
}
