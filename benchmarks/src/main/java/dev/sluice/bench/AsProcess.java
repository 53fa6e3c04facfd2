package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A program that is asked about all files in one process, timed from its start to its end: the
/// median of runs.
final class AsProcess implements Contender {
  private static final int RUNS = 5;

  private final String name;
  private final List<String> command;
  private final boolean installed;

  /// @param command prints a media type a line for the files that its last argument lists, a path a
  ///   line
  private AsProcess(String name, List<String> command, boolean installed) {
    this.name = name;
    this.command = List.copyOf(command);
    this.installed = installed;
  }

  static AsProcess libmagic() {
    return new AsProcess(
        "libmagic", List.of("file", "--brief", "--mime-type", "--files-from"), onPath("file"));
  }

  /// @param folder in whose node_modules `file-type` is
  static AsProcess fileType(Path folder) {
    Path module = folder.toAbsolutePath().resolve("node_modules/file-type");
    String script =
        """
        const { fileTypeFromFile } = await import(%s);
        const { readFileSync } = await import('node:fs');
        for (const file of readFileSync(process.argv.at(-1), 'utf8').split('\\n').filter(Boolean)) {
          const found = await fileTypeFromFile(file).catch(() => undefined);
          console.log(found?.mime ?? '-');
        }
        """
            .formatted("'" + module.resolve("index.js").toUri() + "'");
    return new AsProcess(
        "filetype",
        List.of("node", "--input-type=module", "--eval", script, "--"),
        Files.isDirectory(module) && onPath("node"));
  }

  private static boolean onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Answers> answer(List<Path> files) throws IOException, InterruptedException {
    if (!installed) {
      return Optional.empty();
    }
    Path list = Files.createTempFile("files", ".txt");
    try {
      Files.write(list, files.stream().map(Path::toString).toList());
      long[] nanos = new long[RUNS];
      List<String> lines = List.of();
      for (int run = 0; run < RUNS; run++) {
        long began = System.nanoTime();
        lines = run(list);
        nanos[run] = System.nanoTime() - began;
      }
      if (lines.size() != files.size()) {
        throw new IOException(
            "%s answered %d lines for %d files".formatted(name, lines.size(), files.size()));
      }
      Arrays.sort(nanos);
      return Optional.of(
          new Answers(
              lines.stream().map(Optional::of).toList(), nanos[RUNS / 2] / 1000.0 / files.size()));
    } finally {
      Files.delete(list);
    }
  }

  private List<String> run(Path list) throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(command);
    whole.add(list.toString());
    Process process =
        new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    List<String> lines = process.inputReader().lines().map(String::strip).toList();
    if (process.waitFor() != 0) {
      throw new IOException(name + " ended with status " + process.exitValue());
    }
    return lines;
  }
}
