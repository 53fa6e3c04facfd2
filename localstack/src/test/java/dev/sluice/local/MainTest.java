package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command, as a process.
class MainTest {
  private static final String TEMPLATE = Notes.template().toString();

  private final List<Process> started = new ArrayList<>();

  @TempDir Path data;

  @AfterEach
  void kill() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void anyTemplateRunsUntilASignalAndKeepsItsData() throws Exception {
    Process process =
        run(
            TEMPLATE,
            "--port=0",
            "--stack-name",
            "desk",
            "--code",
            "target",
            "--data",
            data.toString(),
            "--isolation",
            "thread",
            "--parameter",
            "Greeting=good day");
    String stage = line(process, "API Api/");
    URI api = URI.create(output(process, "ApiUrl"));
    assertThat(stage + "/").endsWith(" at " + api);

    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(api.resolve("notes/7?verbose=no")).build();
      assertThat(client.send(request, BodyHandlers.ofString()).body()).contains("good day");
    }
    assertThat(process.toHandle().destroy()).isTrue();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.errorReader().lines())
        .singleElement()
        .asString()
        .startsWith("Without effect here: AWS::DynamoDB::Table PointInTimeRecovery");
    assertThat(process.inputReader().lines())
        .contains("stopping, running functions finish first", "stopped");
    assertThat(data.resolve("logs")).isDirectoryContaining("glob:**/desk-Keeper-*.log");
    try (var kept = Files.list(data)) {
      assertThat(kept.map(path -> path.getFileName().toString())).contains("s3", "sqs", "logs");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "            | a TEMPLATE is missing",
        "a b         | one TEMPLATE at a time, not b as well",
        "a --prot 1  | there is no option --prot",
        "a --port    | --port takes a value",
        "a --port 1x | --port is 0 to 65535, not 1x",
        "a --port 65536 | --port is 0 to 65535, not 65536",
        "a --region here | --region is one such as us-east-1, not here",
        "a --isolation vm | --isolation is thread or process, not vm",
        "a --port=x  | --port is 0 to 65535, not x",
        "a --stack-name a_b | --stack-name is letters, digits and hyphens, a letter first, not a_b",
        "a --parameter x | --parameter takes NAME=VALUE, not x"
      })
  void wrongUsageIsOneLine(@Nullable String line, String message) {
    String[] words = line == null ? new String[0] : line.split(" ", -1);

    assertThatThrownBy(() -> Arguments.parse(words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void statusesTellWrongUsageFromWhatDoesNotStart() throws Exception {
    Process wrong = run("--prot");
    Process absent = run(data.resolve("nowhere.json").toString(), "--port", "0");
    Process help = run("--help");

    assertThat(wrong.waitFor()).isEqualTo(2);
    assertThat(text(wrong.getErrorStream())).hasLineCount(1).contains("no option --prot");
    assertThat(absent.waitFor()).isEqualTo(1);
    assertThat(text(absent.getErrorStream())).hasLineCount(1).contains("can't be read");
    assertThat(help.waitFor()).isZero();
    assertThat(text(help.getInputStream())).contains("Usage:", "--isolation KIND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere.json  |                             | there is no such file",
        "folder        |                             | it is a folder",
        "yaml.json     | Resources:                  | convert it to JSON",
        "twice.json    | {\"Outputs\":{},\"Outputs\":{}} | Duplicate Object property"
      })
  void aTemplateThatCannotBeReadIsOneLine(String name, @Nullable String content, String why)
      throws Exception {
    Path file = data.resolve(name);
    if (content != null) {
      Files.writeString(file, content);
    } else if (name.equals("folder")) {
      Files.createDirectory(file);
    }

    assertThatThrownBy(() -> LocalCloud.builder(file).start())
        .isInstanceOf(LocalCloudException.class)
        .message()
        .hasLineCount(1)
        .contains(file.toString(), why)
        .doesNotContain("Exception");
  }

  @Test
  void aDataFolderThatCannotBeOneIsOneLine() throws Exception {
    Path file = Files.createFile(data.resolve("file"));

    Process process =
        run(TEMPLATE, "--port=0", "--code=target", "--parameter=Greeting=x", "--data=" + file);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(text(process.getErrorStream())).hasLineCount(1).contains(file + " can't be used");
  }

  @Test
  void aDamagedJournalIsOneLine() throws Exception {
    Files.createDirectory(data.resolve("sqs"));
    String queue = "notes-Arrivals-AZJT4NKGWCWP.journal";
    Files.writeString(data.resolve("sqs").resolve(queue), "garbage\ngarbage\n");

    Process process =
        run(TEMPLATE, "--port=0", "--code=target", "--parameter=Greeting=x", "--data=" + data);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(text(process.getErrorStream()))
        .hasLineCount(1)
        .contains(queue, "Line 1 of", "Move the file away");
  }

  private Process run(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  private static String output(Process process, String name) throws IOException {
    return line(process, name + " = ").substring(name.length() + " = ".length());
  }

  private static String line(Process process, String beginning) throws IOException {
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new IOException("It ended: " + text(process.getErrorStream()));
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }
}
