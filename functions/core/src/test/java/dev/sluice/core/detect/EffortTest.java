package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What detection reads of a file of each kind. A change that reads more shows in `effort.txt`;
/// `-Dsluice.rewrite=true` rewrites it.
class EffortTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/sluice/core/detect/effort.txt");

  private static final String HEADING =
      "# What is read of a file: kind or sample | its size | requests | bytes | ranges as"
          + " offset+length";

  @Test
  void no_kind_is_read_more_of_than_effort_txt_says() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(HEADING);
    EverySample.all().forEach((kind, bytes) -> lines.add(line(kind, bytes)));
    for (Map.Entry<String, byte[]> large : LargeSamples.all().entrySet()) {
      lines.add(line("large: " + large.getKey(), large.getValue()));
    }

    if (Boolean.getBoolean("sluice.rewrite")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.write(GOLDEN, lines);
    }
    assertThat(lines)
        .as("mvn -Dtest=EffortTest -Dsluice.rewrite=true rewrites the file")
        .isEqualTo(Files.readAllLines(GOLDEN));
  }

  private static String line(String name, byte[] bytes) {
    ByteArray source = new ByteArray(bytes);
    new Detector().detect(source);
    return String.join(
        " | ",
        name,
        Integer.toString(bytes.length),
        Integer.toString(source.ranges().size()),
        Integer.toString(source.bytesRead()),
        String.join(" ", source.ranges()));
  }
}
