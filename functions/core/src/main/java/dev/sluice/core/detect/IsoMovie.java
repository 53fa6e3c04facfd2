package dev.sluice.core.detect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the boxes in a `moov`, `meta` or `jp2h` say, as far as they lie in what was read: how long
/// it plays (`mvhd`), how large it is (`tkhd`, `ispe`, `ihdr`), how it is coded (`stsd`).
final class IsoMovie {
  /// No writer nests deeper: moov, trak, mdia, minf, stbl, stsd.
  private static final int MAXIMUM_DEPTH = 7;

  private static final int MAXIMUM_BOXES = 256;

  private final Window window;
  private final List<Fact> codecs = new ArrayList<>();
  private int boxes;
  private long width;
  private long height;
  private Duration duration = Duration.ZERO;

  IsoMovie(Window window) {
    this.window = window;
  }

  /// Looks at the box whose size stands at `at`.
  void box(long at, long end, int depth) {
    String name = window.ascii(at + 4, 4);
    long body = at + 8;
    switch (name) {
      case "moov", "trak", "mdia", "minf", "stbl", "iprp", "ipco", "jp2h" ->
          children(body, end, depth + 1);
      case "meta" -> children(body + 4, end, depth + 1);
      case "mvhd" -> duration(body);
      case "tkhd" -> dimensions(body);
      case "ispe" -> larger(window.u32(body + 4), window.u32(body + 8));
      case "ihdr" -> larger(window.u32(body + 4), window.u32(body));
      case "stsd" -> codec(body);
      default -> {}
    }
  }

  private void children(long from, long end, int depth) {
    long at = from;
    while (depth < MAXIMUM_DEPTH && at + 8 <= end && window.has(at, 8)) {
      long size = window.u32(at);
      if (size < 8 || boxes++ > MAXIMUM_BOXES) {
        return;
      }
      box(at, Math.min(end, at + size), depth);
      at += size;
    }
  }

  private void duration(long body) {
    boolean wide = window.u8(body) == 1;
    long scale = window.u32(body + (wide ? 20 : 12));
    long units = wide ? window.u64(body + 24) : window.u32(body + 16);
    boolean unknown = units < 0 || units == 0xFFFFFFFFL;
    if (scale > 0 && !unknown && units / scale < Integer.MAX_VALUE) {
      duration = Duration.ofMillis(units / scale * 1000 + units % scale * 1000 / scale);
    }
  }

  /// In units of 1/65,536 pixel.
  private void dimensions(long body) {
    long at = body + (window.u8(body) == 1 ? 88 : 76);
    larger(window.u32(at) >> 16, window.u32(at + 4) >> 16);
  }

  private void larger(long otherWidth, long otherHeight) {
    if (otherWidth > 0 && otherHeight > 0 && otherWidth * otherHeight > width * height) {
      width = otherWidth;
      height = otherHeight;
    }
  }

  private void codec(long body) {
    String name = window.ascii(body + 12, 4).strip();
    if (window.u32(body + 4) > 0 && name.matches("[A-Za-z0-9.-]{3,4}")) {
      codecs.add(new Fact.Codec(name));
    }
  }

  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    if (width > 0) {
      facts.add(new Fact.Dimensions(width, height));
    }
    if (duration.isPositive()) {
      facts.add(new Fact.Playing(duration));
    }
    codecs.stream().distinct().forEach(facts::add);
    return facts;
  }
}
