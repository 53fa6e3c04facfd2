package dev.sluice.core.detect;

import java.time.Duration;
import java.util.Optional;

/// FLAC (RFC 9639, 8.2): the stream information has to be the first block, and to make sense.
final class Flac implements Structure {
  private static final int STREAM_INFORMATION = 34;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    return Optional.of(at(evidence.head(), 0));
  }

  static Finding at(Window window, long at) {
    long rate = window.u32(at + 18) >> 12;
    if ((window.u32(at + 4) & 0x7FFFFFFF) != STREAM_INFORMATION
        || window.u16(at + 8) < 16
        || window.u16(at + 10) < window.u16(at + 8)
        || rate <= 0) {
      return Finding.undetermined(
          at, "begins as a FLAC, but its stream information makes no sense");
    }
    Finding finding =
        Finding.of("audio/flac", Confidence.STRUCTURE, at, "fLaC, " + rate + " Hz")
            .with(new Fact.Codec("flac"));
    long samples = (long) (window.u8(at + 21) & 15) << 32 | Math.max(0, window.u32(at + 22));
    return window.has(at, 26) && samples > 0
        ? finding.with(new Fact.Playing(Duration.ofMillis(samples * 1000 / rate)))
        : finding;
  }
}
