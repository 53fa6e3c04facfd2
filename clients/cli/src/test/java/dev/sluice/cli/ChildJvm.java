package dev.sluice.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The command line as a process of its own, with as much memory as the launcher gives it.
final class ChildJvm {
  private static final String CLASS_PATH = System.getProperty("java.class.path", "");

  private final Process process;

  private ChildJvm(Process process) {
    this.process = process;
  }

  static ChildJvm start(
      Class<?> main, Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(CLASS_PATH, main, home, environment, arguments);
  }

  /// With the whole cloud in it.
  static ChildJvm up(Path home, String... arguments) throws IOException {
    return start("-Xmx1g", CLASS_PATH, Main.class, home, Map.of(), arguments);
  }

  static ChildJvm start(
      String classPath,
      Class<?> main,
      Path home,
      Map<String, String> environment,
      String... arguments)
      throws IOException {
    return start("-Xmx64m", classPath, main, home, environment, arguments);
  }

  private static ChildJvm start(
      String heap,
      String classPath,
      Class<?> main,
      Path home,
      Map<String, String> environment,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            heap,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dsluice.home=" + home,
            "-cp",
            classPath,
            main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start());
  }

  /// Sends a signal: `INT` is what Ctrl-C sends, `TERM` what a supervisor does.
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  int status() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the process did not end");
    }
    return process.exitValue();
  }

  /// What it says until a line that contains `last`, or until it ends.
  String outUntil(String last) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    String line = lines.readLine();
    while (line != null) {
      said.append(line).append('\n');
      line = line.contains(last) ? null : lines.readLine();
    }
    return said.toString();
  }

  String out() throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  String err() throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
