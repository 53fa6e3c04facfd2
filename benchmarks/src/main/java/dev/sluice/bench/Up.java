package dev.sluice.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A fresh `./sluice up --ephemeral`, with one of our main classes as its command: the pipeline
/// runs in a process of its own, just as users start it.
record Up(Path home) {
  /// @param load its main class prints what it finds, to the same terminal
  /// @return the load's exit status
  int run(Class<?> load, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("sluice").toString(),
                "up",
                "--ephemeral",
                "--",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dsluice.home=" + home,
                "-cp",
                absoluteClassPath(),
                load.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  static String absoluteClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
