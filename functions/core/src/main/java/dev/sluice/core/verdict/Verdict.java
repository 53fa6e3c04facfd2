package dev.sluice.core.verdict;

import dev.sluice.core.detect.Finding;

/// Whether a file may stay.
public sealed interface Verdict {
  Finding finding();

  record Ready(Finding finding) implements Verdict {}

  record Rejected(Finding finding, Reason reason) implements Verdict {}

  /// Nothing speaks against the file but that too little could be proven. An upload is rejected for
  /// it; who looks at a file of their own may see it differently.
  record Undetermined(Finding finding, Reason reason) implements Verdict {}
}
