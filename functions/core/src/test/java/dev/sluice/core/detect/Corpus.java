package dev.sluice.core.detect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.core.media.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Labelled files of other projects that may lie beside the checkout. They are read in place; tests
/// that want them are skipped where they are not.
final class Corpus {
  private static final Path FOLDER =
      Path.of(System.getProperty("sluice.home", ""))
          .toAbsolutePath()
          .resolveSibling(Path.of("shared", "corpus"));

  private Corpus() {}

  /// @param mediaType nothing where the content is of no kind: broken, or named wrongly
  record Sample(String name, Optional<MediaType> mediaType, ByteArray content) {}

  static List<Sample> samples() {
    Path labels = FOLDER.resolve("labels.tsv");
    assumeTrue(Files.isReadable(labels), () -> "there is no " + labels);
    try {
      List<Sample> samples = new ArrayList<>();
      for (String line : Files.readAllLines(labels)) {
        String[] columns = line.split("\t", -1);
        if (!columns[0].equals("file")) {
          samples.add(
              new Sample(
                  columns[0],
                  Optional.of(columns[4]).filter(it -> !it.isBlank()).map(MediaType::parse),
                  new ByteArray(
                      Files.readAllBytes(FOLDER.resolve("file-type").resolve(columns[0])))));
        }
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Those of a known kind.
  static List<Sample> labelled() {
    return samples().stream().filter(sample -> sample.mediaType().isPresent()).toList();
  }
}
