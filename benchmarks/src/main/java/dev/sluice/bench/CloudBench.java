package dev.sluice.bench;

import java.io.IOException;
import picocli.CommandLine.Command;

/// [CloudLoad], as the command of a fresh `./sluice up`.
@Command(
    name = "cloud",
    header =
        "one call of the local cloud's SQS and DynamoDB over HTTP, signed, one after the other",
    description =
        "Figures: send_p50_ms, receive_p50_ms, delete_p50_ms (SQS, messages of 1 KiB), put_p50_ms,"
            + " get_p50_ms (DynamoDB, items of 1 KiB, puts with a condition), and the p99 of send and put.",
    customSynopsis = "./sluice bench cloud")
final class CloudBench extends Bench {
  private final Up up;

  CloudBench(Up up) {
    this.up = up;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return up.run(CloudLoad.class);
  }
}
