package dev.sluice.core.detect;

import java.util.Optional;

/// JPEG (ITU-T T.81, annex B): segments from SOI on to a start of frame. Large EXIF or colour
/// profile segments are stepped over by a read behind them.
final class Jpeg implements Structure {
  private static final int START_OF_IMAGE = 0xFFD8;
  private static final int START_OF_SCAN = 0xDA;
  private static final int WINDOW = 4096;
  private static final int MAXIMUM_SEGMENTS = 200;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window window = evidence.head();
    if (window.u16(0) != START_OF_IMAGE || window.u8(2) != 0xFF) {
      return Optional.empty();
    }
    long at = 2;
    for (int segment = 0; segment < MAXIMUM_SEGMENTS; segment++) {
      if (!window.has(at, 9)) {
        Optional<Window> further = evidence.at(at, WINDOW);
        if (further.isEmpty() || !further.get().has(at, 9)) {
          return broken(at, "its segments end before a frame");
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
        return frame(window, at, length);
      }
      if (marker == START_OF_SCAN || marker < 0xC0 || length < 2) {
        return broken(at, "a scan or an impossible segment comes before a frame");
      }
      at += 2 + length;
    }
    return broken(at, "it has too many segments before a frame");
  }

  private static Optional<Finding> frame(Window window, long at, int length) {
    int precision = window.u8(at + 4);
    int height = window.u16(at + 5);
    int width = window.u16(at + 7);
    if (length < 8 || width <= 0 || height < 0 || (precision != 8 && precision != 12)) {
      return broken(at, "its frame makes no sense");
    }
    return Optional.of(
        Finding.of(
                "image/jpeg",
                Confidence.STRUCTURE,
                0,
                "ffd8ff, frame at " + at + ", " + width + "×" + height)
            .with(new Fact.Dimensions(width, height)));
  }

  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static Optional<Finding> broken(long at, String why) {
    return Optional.of(Finding.undetermined(at, "begins as a JPEG, but " + why));
  }
}
