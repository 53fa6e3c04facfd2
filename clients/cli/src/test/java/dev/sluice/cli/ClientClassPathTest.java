package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher gives the client commands a few libraries only: they have to do with those.
class ClientClassPathTest {
  private static final Pattern FILTER =
      Pattern.compile("only_client_libraries\\(\\) \\{\\n.*grep -E '([^']+)'");

  @TempDir Path home;

  @Test
  void every_client_command_runs_with_the_libraries_that_the_launcher_gives_it() throws Exception {
    for (List<String> command :
        List.of(
            List.of("ls"),
            List.of("logs"),
            List.of("metrics"),
            List.of("status", "id"),
            List.of("get", "id"),
            List.of("rm", "id"),
            List.of("put", "file"))) {
      ChildJvm client =
          ChildJvm.start(classPath(), Main.class, home, Map.of(), command.toArray(String[]::new));

      assertThat(client.status()).as("%s", command).isEqualTo(ExitCode.FAILED);
      assertThat(client.err()).as("%s", command).startsWith("sluice: nothing runs here");
    }
  }

  @Test
  void a_token_needs_no_more() throws Exception {
    ChildJvm client = ChildJvm.start(classPath(), Main.class, home, Map.of(), "token");

    assertThat(client.status()).as(client.err()).isZero();
    assertThat(client.out()).matches("[^.]+[.][^.]+[.][^.]+\\n");
  }

  /// A JVM makes no AOT cache and no archive if there is a folder on its class path, and up would
  /// start slower without a word. The launcher mends DynamoDB Local's own.
  @Test
  void no_jar_adds_to_the_class_path() throws IOException {
    List<Path> jars =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getProperty("java.class.path", ""))
            .map(Path::of)
            .filter(Files::isRegularFile)
            .filter(jar -> !jar.getFileName().toString().startsWith("DynamoDBLocal-"))
            .toList();

    assertThat(jars).hasSizeGreaterThan(50);
    for (Path jar : jars) {
      assertThat(namedBy(jar)).as("what %s names", jar).noneMatch(Files::exists);
    }
  }

  private static List<Path> namedBy(Path jar) throws IOException {
    try (JarFile opened = new JarFile(jar.toFile())) {
      Manifest manifest = opened.getManifest();
      String named =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return named == null
          ? List.of()
          : Pattern.compile(" ").splitAsStream(named).map(jar::resolveSibling).toList();
    }
  }

  /// Our own classes, and of the libraries those that the launcher's pattern lets through.
  private static String classPath() throws IOException {
    String launcher =
        Files.readString(Path.of(System.getProperty("sluice.home", "")).resolve("sluice"));
    Matcher filter = FILTER.matcher(launcher);
    assertThat(filter.find()).as("the launcher's pattern").isTrue();
    Pattern given = Pattern.compile(filter.group(1));
    String own =
        Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString();
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .filter(entry -> entry.equals(own) || given.matcher(entry).find())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
