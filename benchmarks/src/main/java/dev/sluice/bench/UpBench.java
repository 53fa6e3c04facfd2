package dev.sluice.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How long `./sluice up` takes from the shell to ready, in a built tree: cold, as if the build had
/// left no AOT cache, and warm, as users start it.
@Command(
    name = "up",
    header = "start to ready in a built tree, without the build's AOT cache and with it",
    description =
        "Figures: cold_ms, cold_least_ms, warm_ms, warm_least_ms; medians and the least of the runs,"
            + " which take turns.",
    customSynopsis = "./sluice bench up [--runs N]",
    sortOptions = false)
final class UpBench extends Bench {
  private static final String READY = "sluice: ready at ";
  private static final int MOST_RUNS = 100;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How many starts of either kind, 1 to 100 (default: ${DEFAULT-VALUE}).")
  int runs = 7;

  @Spec @Nullable CommandSpec spec;

  private final PrintWriter out;
  private final Path home;

  UpBench(PrintWriter out, Path home) {
    this.out = out;
    this.home = home;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (spec != null && (runs < 1 || runs > MOST_RUNS)) {
      throw new ParameterException(
          spec.commandLine(), "--runs is 1 to %d, not %d".formatted(MOST_RUNS, runs));
    }
    List<Duration> cold = new ArrayList<>();
    List<Duration> warm = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      cold.add(start("off"));
      warm.add(start("on"));
      out.printf(
          Locale.ROOT,
          "cold %5d ms  warm %5d ms%n",
          cold.getLast().toMillis(),
          warm.getLast().toMillis());
    }
    Percentiles ofCold = Percentiles.of(cold);
    Percentiles ofWarm = Percentiles.of(warm);
    out.println(
        new ResultLine("up")
            .with("cold_ms", ofCold.millis(50))
            .with("cold_least_ms", ofCold.sorted().getFirst().toNanos() / 1e6)
            .with("warm_ms", ofWarm.millis(50))
            .with("warm_least_ms", ofWarm.sorted().getFirst().toNanos() / 1e6));
    return 0;
  }

  /// @param aot `off` if the launcher is to pass the cache by
  private Duration start(String aot) throws IOException, InterruptedException {
    ProcessBuilder up =
        new ProcessBuilder(
                home.resolve("sluice").toString(), "up", "--ephemeral", "--", "sleep", "0")
            .redirectErrorStream(true);
    up.environment().put("SLUICE_AOT", aot);
    long began = System.nanoTime();
    Process process = up.start();
    process.getOutputStream().close();
    Duration ready = null;
    String last = "";
    try (BufferedReader said = process.inputReader()) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (ready == null && line.startsWith(READY)) {
          ready = Duration.ofNanos(System.nanoTime() - began);
        }
        last = line;
      }
    }
    int status = process.waitFor();
    if (ready == null || status != 0) {
      throw new IOException("./sluice up ended with status %d: %s".formatted(status, last));
    }
    return ready;
  }
}
