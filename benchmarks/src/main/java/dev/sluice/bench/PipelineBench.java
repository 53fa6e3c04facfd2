package dev.sluice.bench;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// [PipelineLoad], as the command of a fresh `./sluice up`.
@Command(
    name = "pipeline",
    header =
        "small images through `up`: uploads a second, time to verdict and to processed, AWS calls",
    description =
        "Figures: uploads_per_s, processed_per_s, verdict_p50_ms, verdict_p99_ms, processed_p50_ms,"
            + " calls_per_upload, cpu_ms_per_upload (of `up`, without the clients); before them, tables of the AWS calls.",
    customSynopsis = "./sluice bench pipeline [--uploads N] [--at-once N]",
    sortOptions = false)
final class PipelineBench extends Bench {
  /// So that the recording, which keeps 100,000 calls, holds them all.
  private static final int MOST_UPLOADS = 2_000;

  private static final int MOST_AT_ONCE = 64;

  @Option(
      names = "--uploads",
      paramLabel = "N",
      description = "How many are measured, 1 to 2,000 (default: ${DEFAULT-VALUE}).")
  int uploads = 300;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description =
          "How many clients upload, each one after the other, 1 to 64 (default: ${DEFAULT-VALUE}).")
  int atOnce = 4;

  @Spec @Nullable CommandSpec spec;

  private final Up up;

  PipelineBench(Up up) {
    this.up = up;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    check("--uploads", uploads, MOST_UPLOADS);
    check("--at-once", atOnce, MOST_AT_ONCE);
    return up.run(PipelineLoad.class, Integer.toString(uploads), Integer.toString(atOnce));
  }

  private void check(String option, int value, int most) {
    if (spec != null && (value < 1 || value > most)) {
      throw new ParameterException(
          spec.commandLine(), "%s is 1 to %d, not %d".formatted(option, most, value));
    }
  }
}
