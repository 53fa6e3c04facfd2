package dev.sluice.cdk;

import dev.sluice.core.collection.ScannerRules;
import java.time.Duration;

/// The scanner for malware: a function with its own queue and dead-letter queue, as a processor
/// has.
///
/// @param guardDuty whether it reads GuardDuty's tags; otherwise it streams objects to a ClamAV
///   daemon, which the function must be able to reach
public record ScannerProps(boolean guardDuty) {

  /// An order comes again until the scanner has an opinion; what ends the waiting is its deadline
  /// (sluice.yaml), not a count.
  private static final int ATTEMPTS = 1_000;

  private static final int MEMORY_MIB = 512;
  private static final int CONCURRENCY = 10;
  private static final String HANDLER = "dev.sluice.processors.scan.ScanHandler::handleRequest";

  ProcessorProps queue() {
    return new ProcessorProps(
        ScannerRules.QUEUE.value(),
        HANDLER,
        MEMORY_MIB,
        Duration.ofMinutes(15),
        ATTEMPTS,
        CONCURRENCY,
        false);
  }
}
