package dev.sluice.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// `./sluice bench`: lists the benchmarks, or runs one. Exit statuses: 0 done, 1 failed, 2 wrong
/// usage.
public final class Benches {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Benches() {}

  /// Runs the benchmark that `arguments` name with its options, and exits.
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Path home = Path.of(System.getProperty("sluice.home", "")).toAbsolutePath();
    System.exit(run(all(out, home), out, err, arguments));
  }

  /// In the order of the list.
  static List<Bench> all(PrintWriter out, Path home) {
    Up up = new Up(home);
    return List.of(
        new PresignBench(out),
        new DetectBench(out, home),
        new PipelineBench(up),
        new MemoryBench(up),
        new S3Bench(out),
        new CloudBench(up),
        new UpBench(out, home));
  }

  static int run(List<Bench> benches, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new Listing(benches, out));
    benches.forEach(line::addSubcommand);
    return line.setUsageHelpAutoWidth(true)
        .setExpandAtFiles(false)
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((e, _) -> usage(err, e))
        .setExecutionExceptionHandler((e, at, _) -> failed(err, at.getCommandName(), e))
        .execute(arguments);
  }

  static int failed(PrintWriter err, String bench, Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    err.println("sluice: bench " + bench + " failed: " + reason);
    return FAILED;
  }

  private static int usage(PrintWriter err, ParameterException e) {
    CommandLine at = e.getCommandLine();
    String reason =
        e.getMessage() == null ? "wrong usage" : e.getMessage().lines().findFirst().orElse("");
    err.println(
        at.getParent() == null
            ? "sluice: bench takes one of %s, not %s"
                .formatted(
                    String.join(", ", at.getSubcommands().keySet()),
                    String.join(" ", at.getParseResult().originalArgs()))
            : "sluice: bench %s: %s; see ./sluice bench %s --help"
                .formatted(at.getCommandName(), reason, at.getCommandName()));
    return USAGE;
  }

  /// Without a name.
  @Command(name = "./sluice bench")
  private record Listing(List<Bench> benches, PrintWriter out) implements Runnable {
    @Override
    public void run() {
      for (Bench bench : benches) {
        CommandLine.Model.CommandSpec spec = new CommandLine(bench).getCommandSpec();
        out.printf("%-10s %s%n", spec.name(), spec.usageMessage().header()[0]);
      }
    }
  }
}
