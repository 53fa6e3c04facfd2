package dev.sluice.bench;

import dev.sluice.core.detect.Kind;
import dev.sluice.core.detect.Kinds;
import dev.sluice.core.media.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Files, and what each truly is.
final class LabelledFiles {
  private LabelledFiles() {}

  /// @param truth by its canonical name, if `kinds.txt` has one
  record Labelled(Path path, MediaType truth) {
    /// What it is counted with: its top-level type; in `application`, what it is built on.
    String family() {
      if (!truth.type().equals("application")) {
        return truth.type();
      }
      MediaType root = Kinds.known().lineage(truth).getLast();
      return root.equals(truth) && !truth.subtype().equals("zip")
          ? "application"
          : "application, a " + Kinds.known().named(root).map(Kind::extension).orElse("?");
    }
  }

  /// Files without a media type in the table are of no kind that has one, and left out.
  ///
  /// @param labels tab-separated: file and media type; or with a heading that has the columns
  ///   `file` and `true_media_type`
  /// @param folder where the files lie
  static List<Labelled> read(Path labels, Path folder) throws IOException {
    int file = 0;
    int type = 1;
    List<Labelled> labelled = new ArrayList<>();
    for (String line : Files.readAllLines(labels)) {
      List<String> columns = List.of(line.split("\t", -1));
      if (columns.contains("file") && columns.contains("true_media_type")) {
        file = columns.indexOf("file");
        type = columns.indexOf("true_media_type");
      } else if (columns.size() > Math.max(file, type) && !columns.get(type).isBlank()) {
        labelled.add(
            new Labelled(
                folder.resolve(columns.get(file)), canonical(columns.get(type)).orElseThrow()));
      }
    }
    if (labelled.isEmpty()) {
      throw new IOException(labels + " labels no file");
    }
    return List.copyOf(labelled);
  }

  /// All names of a kind are one; nothing if the text is no media type.
  static Optional<MediaType> canonical(String mediaType) {
    try {
      return Optional.of(
          Kinds.known().canonical(MediaType.parse(mediaType.toLowerCase(Locale.ROOT))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
