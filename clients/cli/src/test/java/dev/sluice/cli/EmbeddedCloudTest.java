package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCloudTest {
  @TempDir Path home;

  @Test
  void settings_that_are_wrong_are_answered_with_their_line_before_anything_starts()
      throws Exception {
    Files.writeString(
        home.resolve("sluice.yaml"),
        """
        collections:
          default: {allow: ["*/*"], maxSize: 1 GiB, onReject: burn}
        """);

    assertThatThrownBy(this::start)
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("sluice.yaml:2: collections.default.onReject: \"burn\"");
  }

  @Test
  void settings_that_are_not_there_are_named() {
    assertThatThrownBy(this::start)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("sluice.yaml: there is no such file in " + home);
  }

  private void start() throws Exception {
    Page page =
        new Page(
            () -> {
              throw new AssertionError("nothing started");
            },
            () -> "");
    EmbeddedCloud.starter()
        .start(new Cloud.Settings(home, 0, Optional.empty(), false, _ -> Map.of(), page));
  }
}
