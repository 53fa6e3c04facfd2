package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/// [MemoryLoad], as the command of a fresh `./sluice up`.
@Command(
    name = "memory",
    header = "`put` of 1 MiB to 1 GiB: memory of the command line and of the functions",
    description = {
      "Takes two to three minutes; needs Linux, and 4 GiB of disk for a moment. Figures: put_*_mib, the most that `put` had resident;",
      "function_*_mib, the most that was alive on the heap on which functions and local cloud run."
    },
    customSynopsis = "./sluice bench memory")
final class MemoryBench extends Bench {
  private final Up up;

  MemoryBench(Up up) {
    this.up = up;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!Files.isReadable(Path.of("/proc/self/status"))) {
      throw new IOException("it reads /proc, which is Linux's");
    }
    return up.run(MemoryLoad.class);
  }
}
