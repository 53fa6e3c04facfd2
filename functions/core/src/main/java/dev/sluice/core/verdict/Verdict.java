package dev.sluice.core.verdict;

import dev.sluice.core.detect.Finding;

/// Whether a file may stay.
public sealed interface Verdict {
  Finding finding();

  record Ready(Finding finding) implements Verdict {}

  record Rejected(Finding finding, Reason reason) implements Verdict {}
}
