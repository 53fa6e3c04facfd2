package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What a process had in memory at most, as Linux counts (`VmHWM`, proc_pid_status(5)).
final class ResidentMemory {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final String PEAK = "VmHWM:";

  private ResidentMemory() {}

  /// Waits for the process to end. Its last milliseconds are not seen, since with a process goes
  /// its status.
  ///
  /// @return bytes
  static long peakUntilEnd(Process process) throws InterruptedException {
    long peak = 0;
    do {
      peak = Math.max(peak, peak(process.pid()));
    } while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS));
    return peak;
  }

  private static long peak(long process) {
    try {
      return parse(Files.readString(Path.of("/proc/" + process + "/status")));
    } catch (IOException ended) {
      return 0;
    }
  }

  /// @return 0 if there is none: the process has ended, and nobody has asked for its status yet
  static long parse(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith(PEAK))
        .map(line -> line.substring(PEAK.length()).strip().split(" ", 2)[0])
        .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
        .findFirst()
        .orElse(0);
  }
}
