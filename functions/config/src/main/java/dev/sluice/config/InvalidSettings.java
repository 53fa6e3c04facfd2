package dev.sluice.config;

import java.util.List;

/// A `sluice.yaml` that cannot be used. The message holds every problem, one a line, each with its
/// place and what to do: `sluice.yaml:12: collections.default.maxSize: "5 GB" is not a size; write
/// e.g. 5 GiB`.
public final class InvalidSettings extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidSettings(List<String> problems) {
    // No stack trace: the place that matters is in the file.
    super(String.join("\n", problems), null, false, false);
  }

  /// The lines of the message.
  public List<String> problems() {
    return String.valueOf(getMessage()).lines().toList();
  }
}
