package dev.sluice.core.detect;

import java.util.Optional;

/// JPEG (ITU-T T.81, annex B) and JPEG-LS (ITU-T T.87, annex C): segments from SOI on to a start of
/// frame, and EOI at the end. Large EXIF segments are stepped over by a read behind them, a colour
/// profile in many segments by one ([JpegSeries]).
final class Jpeg implements Structure {
  private static final int START_OF_IMAGE = 0xFFD8;
  private static final int START_OF_SCAN = 0xDA;
  private static final int LOSSLESS_FRAME = 0xF7;
  private static final String END = "\u00FF\u00D9";
  private static final int WINDOW = 4096;
  private static final int MAXIMUM_SEGMENTS = 200;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window window = evidence.head();
    JpegSeries series = new JpegSeries();
    if (window.u16(0) != START_OF_IMAGE || window.u8(2) != 0xFF) {
      return Optional.empty();
    }
    long at = 2;
    for (int segment = 0; segment < MAXIMUM_SEGMENTS; segment++) {
      if (!window.has(at, 10)) {
        Optional<Window> behind = series.behind(evidence, WINDOW);
        if (behind.isPresent()) {
          at = series.end();
          window = behind.get();
          continue;
        }
        Optional<Window> further = evidence.at(at, WINDOW);
        if (further.isEmpty() && at < evidence.size()) {
          return broken(at, "its frame stands behind more segments than are read");
        }
        if (further.isEmpty() || !further.get().has(at, 10)) {
          return cutOff(evidence.head(), at);
        }
        window = further.get();
      }
      if (window.u8(at) != 0xFF) {
        return broken(at, "a segment does not begin with ff");
      }
      int marker = window.u8(at + 1);
      if (marker == 0xFF) {
        at++;
        continue;
      }
      int length = window.u16(at + 2);
      if (isStartOfFrame(marker)) {
        return frame(evidence, window, at);
      }
      if (marker == START_OF_SCAN || marker < 0xC0 || length < 2) {
        return broken(at, "a scan or an impossible segment comes before a frame");
      }
      series.look(window, at);
      at += 2 + length;
    }
    return broken(at, "it has too many segments before a frame");
  }

  private static Optional<Finding> frame(Evidence evidence, Window window, long at) {
    int marker = window.u8(at + 1);
    int length = window.u16(at + 2);
    int precision = window.u8(at + 4);
    int height = window.u16(at + 5);
    int width = window.u16(at + 7);
    int components = window.u8(at + 9);
    boolean lossless = marker == LOSSLESS_FRAME;
    // Lossless coding takes 2 to 16 bits a sample; the others 8 or 12 (T.81, table B.2).
    boolean precise = lossless || marker == 0xC3 || marker == 0xC7 || marker == 0xCB;
    if (length != 8 + 3 * components
        || components == 0
        || width <= 0
        || !(precise ? precision >= 2 && precision <= 16 : precision == 8 || precision == 12)) {
      return broken(at, "its frame makes no sense");
    }
    Finding finding =
        Finding.of(
            lossless ? "image/jls" : "image/jpeg",
            Confidence.STRUCTURE,
            0,
            "ffd8ff, frame at " + at + ", " + width + "×" + height);
    if (height > 0) { // 0: told behind the first scan (T.81, B.2.5).
      finding = finding.with(new Fact.Dimensions(width, height));
    }
    Finding ended = Ending.marked(finding, evidence, END, "marker EOI");
    return Optional.of(
        !ended.dangers().isEmpty() && JpegTrailer.isKnown(evidence) ? finding : ended);
  }

  /// A first segment of one of the two usual forms is more than a signature.
  private static Optional<Finding> cutOff(Window head, long at) {
    if (head.hasAscii(6, "JFIF\0") || head.hasAscii(6, "Exif\0\0")) {
      return Optional.of(
          Finding.of("image/jpeg", Confidence.STRUCTURE, 0, "ffd8ff, " + head.ascii(6, 4))
              .with(Hazard.DAMAGED, "cut off before its frame"));
    }
    return broken(at, "its segments end before a frame");
  }

  private static boolean isStartOfFrame(int marker) {
    return (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
        || marker == LOSSLESS_FRAME;
  }

  private static Optional<Finding> broken(long at, String why) {
    return Optional.of(Finding.undetermined(at, "begins as a JPEG, but " + why));
  }
}
