package dev.sluice.bench;

import dev.sluice.bench.LabelledFiles.Labelled;
import dev.sluice.core.detect.Detector;
import dev.sluice.core.detect.Finding;
import dev.sluice.core.detect.MeteredSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Detection on labelled files, beside what others say of them. All are given content alone, no
/// names; all names of a kind count as one, and an answer more exact than the label is right.
@Command(
    name = "detect",
    header = "what files are: how often right and how fast, beside Tika, libmagic and file-type",
    description = {
      "Sluice and Apache Tika (all its detectors) in this process, once they are warm; file(1)",
      "and npm file-type, where installed, as whole processes. Figures: files, those found right,",
      "microseconds for one, bytes and ranges read of one, packed size of detection and verdicts."
    },
    customSynopsis = "./sluice bench detect [--files DIR --labels TSV] [--file-type DIR] [--wrong]",
    footer = {"", "Example: ./sluice bench detect --files samples --labels samples/labels.tsv"})
final class DetectBench extends Bench {
  private static final String OWN = "sluice";
  private static final String TIKA = "tika";

  private final PrintWriter out;
  private final Path home;

  @Option(names = "--files", paramLabel = "DIR", description = "Where the files lie.")
  @Nullable Path files;

  @Option(
      names = "--labels",
      paramLabel = "TSV",
      description = "File and media type, with a tab between them.")
  @Nullable Path labels;

  @Option(
      names = "--file-type",
      paramLabel = "DIR",
      description = "In whose node_modules file-type is installed (default: here).")
  Path fileType = Path.of("");

  @Option(names = "--wrong", description = "Name the files that were not found right.")
  boolean wrong;

  DetectBench(PrintWriter out, Path home) {
    this.out = out;
    this.home = home;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if ((files == null) != (labels == null)) {
      throw new IOException("--files and --labels belong together");
    }
    Path corpus = home.resolveSibling(Path.of("shared", "corpus"));
    Path table = labels == null ? corpus.resolve("labels.tsv") : labels;
    if (!Files.isReadable(table)) {
      out.println("skipped: there is no " + table + "; name files by --files and --labels");
      return 0;
    }
    List<Labelled> labelled =
        LabelledFiles.read(table, files == null ? corpus.resolve("file-type") : files);
    // Libraries behind Tika complain of each damaged file, in each round, and that nobody logs.
    System.setProperty("log4j2.StatusLogger.level", "OFF");
    PrintStream err = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      measure(labelled);
    } finally {
      System.setErr(err);
    }
    return 0;
  }

  private void measure(List<Labelled> labelled) throws IOException, InterruptedException {
    List<Path> paths = labelled.stream().map(Labelled::path).toList();
    AccuracyTable accuracy = new AccuracyTable(labelled);
    ResultLine line = new ResultLine("detect");
    List<String> times = new ArrayList<>();
    for (Contender contender : contenders()) {
      String name = contender.name();
      Optional<Contender.Answers> answers = contender.answer(paths);
      if (answers.isEmpty()) {
        out.println(name + " is not installed, and left out");
        continue;
      }
      double micros = answers.get().microsPerFile();
      accuracy.add(name, answers.get().mediaTypes());
      times.add(String.format(Locale.ROOT, "%-9s %9.1f µs a file", name, micros));
      boolean own = name.equals(OWN);
      line.with(own ? "right" : name + "_right", accuracy.right(name));
      if (own) {
        line.with("of", paths.size());
      }
      line.with(own ? "us_per_file" : name + "_us", micros);
      if (own) {
        effort(paths, line);
      }
      if (wrong) {
        accuracy.printWrong(name, out);
      }
    }
    accuracy.print(out);
    times.forEach(out::println);
    out.println(line.with("jar_kib", JarShare.kibibytes()));
  }

  private List<Contender> contenders() {
    Detector detector = new Detector();
    DefaultDetector tika = new DefaultDetector();
    return List.of(
        new InThisProcess(OWN, file -> own(detector, file), Duration.ofSeconds(5)),
        new InThisProcess(TIKA, file -> tika(tika, file), Duration.ofSeconds(10)),
        AsProcess.libmagic(),
        AsProcess.fileType(fileType));
  }

  private static Optional<String> own(Detector detector, Path file) throws IOException {
    try (OpenFile open = new OpenFile(file)) {
      return Optional.of(detector.detect(open))
          .filter(Finding::determined)
          .map(finding -> finding.mediaType().toString());
    }
  }

  private static Optional<String> tika(DefaultDetector detector, Path file) throws IOException {
    try (TikaInputStream stream = TikaInputStream.get(file)) {
      return Optional.of(detector.detect(stream, new Metadata()).getBaseType().toString());
    }
  }

  private static void effort(List<Path> files, ResultLine line) throws IOException {
    Detector detector = new Detector();
    long bytes = 0;
    long requests = 0;
    for (Path file : files) {
      try (OpenFile open = new OpenFile(file)) {
        MeteredSource source = new MeteredSource(open);
        detector.detect(source);
        bytes += source.bytes();
        requests += source.requests();
      }
    }
    line.with("bytes_per_file", (double) bytes / files.size());
    line.with("requests_per_file", (double) requests / files.size());
  }
}
