package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The functions as they are deployed: each a JVM of its own, on AWS's own runtime client.
class ProcessIsolationTest {
  @TempDir private static Path folder;

  @Test
  void an_upload_goes_through_and_what_the_functions_wrote_is_shown() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "All of it is text.\n");
    try (RunningPipeline pipeline = new RunningPipeline(folder.resolve("issuer"), true)) {
      Terminal terminal = pipeline.terminal(folder);

      assertThat(terminal.type("put", "--json", file.toString())).as(terminal.err()).isZero();
      assertThat(Json.text(Json.read(terminal.out()), "state")).isEqualTo("READY");

      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> terminal.type("logs", "api") == 0 && terminal.out().contains("REPORT Request"));
      assertThat(terminal.out()).contains("Memory Size: ");
    }
  }
}
