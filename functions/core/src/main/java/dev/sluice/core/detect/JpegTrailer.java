package dev.sluice.core.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What cameras of phones put behind a JPEG's end: there the picture is not damaged. What hides in
/// it besides is looked for as behind any picture.
final class JpegTrailer {
  /// Samsung's: blocks, and at the very end a directory of them between these marks, its size
  /// behind it (ExifTool, Samsung trailer).
  private static final String SAMSUNG_DIRECTORY = "SEFH";

  private static final String SAMSUNG_END = "SEFT";

  /// A film behind the picture, whose length its XMP says (Android, Motion Photo format 1.0; and
  /// MicroVideo before it).
  private static final Pattern FILM =
      Pattern.compile(
          "MicroVideoOffset=[\"'](\\d{1,12})[\"']"
              + "|Semantic=[\"']MotionPhoto[\"'][^<>]{0,200}Length=[\"'](\\d{1,12})[\"']"
              + "|Length=[\"'](\\d{1,12})[\"'][^<>]{0,200}Semantic=[\"']MotionPhoto[\"']");

  private JpegTrailer() {}

  static boolean isKnown(Evidence evidence) {
    return isSamsung(evidence) || isFilm(evidence);
  }

  private static boolean isSamsung(Evidence evidence) {
    long end = evidence.size() - SAMSUNG_END.length();
    return evidence
        .tail()
        .filter(
            tail ->
                tail.hasAscii(end, SAMSUNG_END)
                    && tail.hasAscii(end - 4 - tail.u32le(end - 4), SAMSUNG_DIRECTORY))
        .isPresent();
  }

  private static boolean isFilm(Evidence evidence) {
    for (Window window : evidence.windows()) {
      Matcher film = FILM.matcher(window.ascii(window.offset(), window.length()));
      if (film.find()) {
        String length =
            film.group(1) != null
                ? film.group(1)
                : film.group(2) != null ? film.group(2) : film.group(3);
        long begin = evidence.size() - Long.parseLong(length);
        return evidence.at(begin, 16).filter(it -> it.hasAscii(begin + 4, "ftyp")).isPresent();
      }
    }
    return false;
  }
}
