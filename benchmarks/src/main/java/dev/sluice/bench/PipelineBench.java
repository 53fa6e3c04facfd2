package dev.sluice.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/// [PipelineLoad], as the command of a fresh `./sluice up`: the pipeline runs in a process of its
/// own, just as users start it.
final class PipelineBench implements Bench {
  private final Path home;

  PipelineBench(Path home) {
    this.home = home;
  }

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public String summary() {
    return "64 KiB images through `up`: uploads a second, milliseconds to verdict and to processed,"
        + " AWS calls";
  }

  @Override
  public Figures run() throws IOException, InterruptedException {
    Path figures = Files.createTempFile("sluice-bench", ".txt");
    try {
      Process up =
          new ProcessBuilder(
                  List.of(
                      home.resolve("sluice").toString(),
                      "up",
                      "--ephemeral",
                      "--",
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-cp",
                      absoluteClassPath(),
                      PipelineLoad.class.getName(),
                      figures.toString()))
              .inheritIO()
              .start();
      int status = up.waitFor();
      if (status != 0) {
        throw new IOException("the load exited with " + status);
      }
      LinkedHashMap<String, Double> values = new LinkedHashMap<>();
      for (String line : Files.readAllLines(figures)) {
        String[] pair = line.split("=", 2);
        values.put(pair[0], Double.valueOf(pair[1]));
      }
      return Figures.of(values);
    } finally {
      Files.deleteIfExists(figures);
    }
  }

  private static String absoluteClassPath() {
    return String.join(
        File.pathSeparator,
        List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }
}
