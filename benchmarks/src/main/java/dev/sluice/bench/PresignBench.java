package dev.sluice.bench;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;

/// The three ways of [PresignOnePart], in one JMH run.
@Command(
    name = "presign",
    header = "signing the URL of one part: our signer, the AWS SDK's, and the hashing alone",
    description =
        "Takes about a minute. Figures: microseconds for one URL, own_us, sdk_us, floor_us.",
    customSynopsis = "./sluice bench presign")
final class PresignBench extends Bench {
  private static final List<String> WAYS = List.of("own", "sdk", "floor");

  private final PrintWriter out;

  PresignBench(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(PresignOnePart.class.getName())
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    ResultLine line = new ResultLine("presign");
    for (String way : WAYS) {
      Result<?> result = result(results, way);
      out.printf(
          Locale.ROOT,
          "%-5s %7.3f ± %.3f µs a URL (%d samples)%n",
          way,
          result.getScore(),
          result.getScoreError(),
          result.getSampleCount());
      line.with(way + "_us", result.getScore());
    }
    out.println(line);
    return 0;
  }

  private static Result<?> result(Collection<RunResult> results, String way) {
    return results.stream()
        .<Result<?>>map(RunResult::getPrimaryResult)
        .filter(result -> result.getLabel().equals(way))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("JMH did not run " + way));
  }
}
