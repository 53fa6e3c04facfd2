package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the launcher answers by itself, before anything is built.
final class LauncherTest {
  private static final Path LAUNCHER =
      Path.of(System.getProperty("sluice.home", "")).toAbsolutePath().resolve("sluice");

  @TempDir Path elsewhere;

  private record Answer(int status, String out, String err) {}

  @Test
  void helpListsEveryCommandFromAnyDirectory() throws Exception {
    Answer help = launch("help");

    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains(
            "up [",
            "put FILE",
            "inspect FILE",
            "ls,",
            "status ID",
            "get ID",
            "rm ID",
            "token",
            "logs",
            "metrics",
            "test")
        .contains("synth", "bench");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void whatIsNoCommandIsStatus2() throws Exception {
    assertThat(launch("nope"))
        .isEqualTo(
            new Answer(2, "", "sluice: there is no command \"nope\"; ./sluice help lists them\n"));
    assertThat(launch().status()).isEqualTo(2);
  }

  @Test
  void aSlipIsAnsweredAtOnce() throws Exception {
    assertThat(launch("bench", "nosuch").err())
        .matches("sluice: bench takes one of presign, .*, not nosuch\n");
    for (List<String> wrong :
        List.of(
            List.of("bench", "nosuch"),
            List.of("bench", "--fast"),
            List.of("synth", "--bogus"),
            List.of("synth", "--update", "now"))) {
      Answer answer = launch(wrong.toArray(String[]::new));

      assertThat(answer.status()).as("%s", wrong).isEqualTo(2);
      assertThat(answer.err())
          .startsWith("sluice: " + wrong.getFirst() + " takes ")
          .hasLineCount(1);
    }
  }

  @Test
  void theCommandsOfTheScriptExplainThemselves() throws Exception {
    for (String command : List.of("test", "synth", "bench")) {
      Answer help = launch(command, "--help");

      assertThat(help.status()).isZero();
      assertThat(help.out()).startsWith("Usage: ./sluice " + command);
    }
  }

  private Answer launch(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of("bash", LAUNCHER.toString()), Stream.of(arguments)).toList();
    Process process = new ProcessBuilder(command).directory(elsewhere.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), out, err);
  }
}
