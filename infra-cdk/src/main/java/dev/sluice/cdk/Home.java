package dev.sluice.cdk;

import java.nio.file.Path;

/// The project's root: the system property `sluice.home`, else the working directory.
final class Home {

  private Home() {}

  static Path path() {
    return Path.of(System.getProperty("sluice.home", "")).toAbsolutePath().normalize();
  }
}
