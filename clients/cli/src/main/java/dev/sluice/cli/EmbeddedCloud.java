package dev.sluice.cli;

/// Starts the embedded cloud of `localstack` from the committed template snapshot. The only file
/// that knows its API.
final class EmbeddedCloud {
  private EmbeddedCloud() {}

  static Cloud.Starter starter() {
    return settings -> {
      throw new Failure("this build has no embedded cloud (port " + settings.port() + ")");
    };
  }
}
