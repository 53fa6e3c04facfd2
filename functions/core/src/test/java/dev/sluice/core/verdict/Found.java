package dev.sluice.core.verdict;

import dev.sluice.core.detect.Confidence;
import dev.sluice.core.detect.Fact;
import dev.sluice.core.detect.Finding;
import dev.sluice.core.detect.Hazard;
import dev.sluice.core.media.MediaType;
import java.util.List;

/// Findings as a detector would make them.
final class Found {
  private static final Finding.Proof PROOF = new Finding.Proof(0, "504b0304");

  private Found() {}

  static Finding of(String mediaType, Fact... facts) {
    return found(mediaType, Confidence.STRUCTURE, List.of(facts), List.of());
  }

  static Finding by(Confidence confidence, String mediaType) {
    return found(mediaType, confidence, List.of(), List.of());
  }

  static Finding nothing() {
    return new Finding(
        MediaType.OCTET_STREAM,
        "bin",
        Confidence.UNDETERMINED,
        new Finding.Proof(0, "010203 is no kind we know"),
        List.of(),
        List.of());
  }

  static Finding polyglot(String mediaType, String second, Fact... facts) {
    return found(
        mediaType,
        Confidence.STRUCTURE,
        List.of(facts),
        List.of(
            new Finding.Also(
                MediaType.parse(second), new Finding.Proof(61, "a central directory"))));
  }

  static Fact danger(Hazard hazard) {
    return new Fact.Danger(hazard, "in " + hazard.word());
  }

  private static Finding found(
      String mediaType, Confidence confidence, List<Fact> facts, List<Finding.Also> also) {
    return new Finding(MediaType.parse(mediaType), "x", confidence, PROOF, facts, also);
  }
}
