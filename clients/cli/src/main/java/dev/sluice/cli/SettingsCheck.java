package dev.sluice.cli;

import dev.sluice.config.InvalidSettings;
import dev.sluice.config.SluiceYaml;
import java.nio.file.Path;

/// Reads `sluice.yaml` before anything starts: a function reads its copy only when it is called,
/// and whoever typed `up` wants to hear of a mistake now.
///
/// A class of its own, since the client commands run without the reader: the JVM looks for every
/// class that a file catches as soon as it verifies that file.
final class SettingsCheck {
  private SettingsCheck() {}

  /// @throws Failure with every mistake and its line
  static void run(Path home) {
    try {
      SluiceYaml.read(home.resolve("sluice.yaml"));
    } catch (InvalidSettings e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }
}
