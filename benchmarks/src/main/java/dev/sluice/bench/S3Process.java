package dev.sluice.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A running [S3Server] with a folder of its own, which goes with it.
record S3Process(Process process, Path folder, int port) implements AutoCloseable {
  /// @param which `own` or `s3proxy`
  /// @param flags of its JVM
  static S3Process start(String which, List<String> flags) throws IOException {
    Path folder = Files.createTempDirectory("sluice-bench-s3-");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            "-Xmx1g",
            "-cp",
            Up.absoluteClassPath(),
            S3Server.class.getName(),
            which,
            folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out = process.inputReader();
    String port = out.readLine();
    if (port == null) {
      throw new IOException(which + " did not start");
    }
    return new S3Process(process, folder, Integer.parseInt(port));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      int _ = process.waitFor();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
