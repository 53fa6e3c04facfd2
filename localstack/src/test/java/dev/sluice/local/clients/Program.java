package dev.sluice.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A program of somebody else's, run as in a terminal.
///
/// @param file empty if this machine does not have it: a test that runs it is skipped
/// @param install what would bring it, told to whoever reads why a test was skipped
/// @param first arguments that every run begins with
public record Program(
    String name,
    Optional<Path> file,
    String install,
    List<String> first,
    Map<String, String> environment) {
  /// What one run of an ordinary command takes at most, minutes.
  private static final int PATIENCE = 5;

  /// What came of a run.
  public record Result(int status, String output, String errors) {
    /// The output without the line's end.
    public String line() {
      return output.strip();
    }
  }

  public static Program onPath(String name, String install) {
    return allOnPath(name, install).getFirst();
  }

  /// Every program of that name that a shell could find; one that is absent, if there is none.
  public static List<Program> allOnPath(String name, String install) {
    List<Path> files =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder).resolve(name))
            .filter(Files::isExecutable)
            .map(Program::real)
            .distinct()
            .toList();
    if (files.isEmpty()) {
      return List.of(new Program(name, Optional.empty(), install, List.of(), Map.of()));
    }
    return files.stream().map(file -> at(name, file)).toList();
  }

  public static Program at(String name, Path file) {
    return new Program(name, Optional.of(file), "", List.of(), Map.of());
  }

  public Program with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return new Program(name, file, install, first, all);
  }

  public Program beginningWith(String... arguments) {
    return new Program(name, file, install, List.of(arguments), environment);
  }

  /// Runs it to its end.
  ///
  /// @return what it wrote
  public Result run(Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(require().toString());
    command.addAll(first);
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    try {
      Path output = Files.createTempFile("output", ".txt");
      Path errors = Files.createTempFile("errors", ".txt");
      try {
        return run(command, output, errors);
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Runs what has to succeed.
  public Result succeeds(Object... arguments) {
    Result result = run(arguments);
    assertThat(result.status())
        .as(() -> name + " " + List.of(arguments) + "\n" + result.output() + result.errors())
        .isZero();
    return result;
  }

  /// Runs what has to fail.
  ///
  /// @return what it says of that
  public String fails(Object... arguments) {
    Result result = run(arguments);
    assertThat(result.status()).as(() -> name + " " + List.of(arguments)).isNotZero();
    return result.errors() + result.output();
  }

  /// The file, or the end of a test that can't be made here.
  public Path require() {
    return file.orElseGet(
        () -> Assumptions.abort("There is no " + name + " here; to have it: " + install));
  }

  @Override
  public String toString() {
    return file.map(Path::toString).orElse(name);
  }

  private Result run(List<String> command, Path output, Path errors)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    // Settings of the user's must not decide what is tested.
    builder.environment().keySet().removeIf(key -> key.startsWith("AWS_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError(command + " did not end within " + PATIENCE + " minutes");
    }
    return new Result(process.exitValue(), read(output), read(errors));
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
