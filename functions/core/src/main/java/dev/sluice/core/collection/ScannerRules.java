package dev.sluice.core.collection;

import dev.sluice.core.limit.Limits;
import java.time.Duration;

/// The scanner for malware whose opinion is waited for, where a collection asks for one.
///
/// @param deadline from the verdict on a file's content until it is rejected because the scanner
///   has not answered; 1 minute to 12 hours
public record ScannerRules(Service service, Duration deadline) {
  /// What the scanner's queue and function are called; no processor may be.
  public static final ProcessorName QUEUE = new ProcessorName("scan");

  public static final Duration MINIMUM_DEADLINE = Duration.ofMinutes(1);
  public static final Duration MAXIMUM_DEADLINE = Limits.MAXIMUM_VISIBILITY;

  /// Who is asked.
  public sealed interface Service {
    /// A ClamAV daemon, over TCP.
    ///
    /// @param port 1 to 65,535
    record Clamd(String host, int port) implements Service {
      public Clamd {
        if (host.isBlank() || port < 1 || port > 0xFFFF) {
          throw new IllegalArgumentException("clamd is HOST:PORT, e.g. clamd.internal:3310");
        }
      }
    }

    /// Amazon GuardDuty Malware Protection for S3, which tags each object that it has scanned.
    record GuardDuty() implements Service {}
  }

  /// @throws IllegalArgumentException when a value is out of its range
  public ScannerRules {
    if (deadline.compareTo(MINIMUM_DEADLINE) < 0 || deadline.compareTo(MAXIMUM_DEADLINE) > 0) {
      throw new IllegalArgumentException("deadline is 1m to 12h");
    }
  }
}
