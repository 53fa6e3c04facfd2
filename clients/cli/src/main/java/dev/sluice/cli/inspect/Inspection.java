package dev.sluice.cli.inspect;

import dev.sluice.core.detect.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What came out for one file.
///
/// @param path as it was named, or met under a folder that was
/// @param size of the file, in bytes
/// @param reason unless it is READY
/// @param ranges all that was read
/// @param micros from opening the file to the verdict
record Inspection(
    Path path,
    long size,
    Finding finding,
    Outcome outcome,
    Optional<String> reason,
    List<ReadRange> ranges,
    long micros) {
  Inspection {
    ranges = List.copyOf(ranges);
  }

  enum Outcome {
    READY,
    REJECTED,
    UNDETERMINED
  }

  /// Of all ranges together.
  long bytes() {
    long bytes = 0;
    for (ReadRange range : ranges) {
      bytes += range.length();
    }
    return bytes;
  }
}
