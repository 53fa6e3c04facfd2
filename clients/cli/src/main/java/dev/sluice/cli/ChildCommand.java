package dev.sluice.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `./sluice up -- CMD…`: one command with the cloud around it. Everything of the terminal is
/// CMD's; what we have to say goes to stderr.
final class ChildCommand {
  /// Ctrl-C in a terminal reaches CMD without us; only a CMD that got nothing is told to end.
  private static final Duration BEFORE_PASSING_ON = Duration.ofMillis(500);

  /// The environment's access data would make AWS clients turn elsewhere, or sign with another key.
  private static final Set<String> MISLEADING =
      Set.of(
          "AWS_SESSION_TOKEN",
          "AWS_PROFILE",
          "AWS_DEFAULT_PROFILE",
          "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");

  /// Followed by a service's name, and stronger than the one for all services ("Service-specific
  /// endpoints", AWS SDKs and Tools reference guide).
  private static final String ENDPOINT_OF_A_SERVICE = "AWS_ENDPOINT_URL_";

  private final Context context;
  private final Cloud cloud;
  private final Optional<StateDirectory.Lock> data;
  private final List<String> command;

  ChildCommand(
      Context context, Cloud cloud, Optional<StateDirectory.Lock> data, List<String> command) {
    this.context = context;
    this.cloud = cloud;
    this.data = data;
    this.command = command;
  }

  int run(Issuer issuer) throws InterruptedException {
    context
        .err()
        .println(
            "sluice: ready at "
                + cloud.apiUrl()
                + " ("
                + Sizes.seconds(context.secondsSinceStart())
                + ")");
    try {
      return waitFor(start(issuer));
    } catch (IOException e) {
      throw new Failure(
          "cannot run " + command.getFirst() + ": not found, or not executable",
          ExitCode.COMMAND_NOT_FOUND);
    } finally {
      close();
    }
  }

  private Process start(Issuer issuer) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(context.directory().toFile()).inheritIO();
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(name -> MISLEADING.contains(name) || name.startsWith(ENDPOINT_OF_A_SERVICE));
    environment.putAll(
        Map.of(
            "SLUICE_URL", cloud.apiUrl().toString(),
            "SLUICE_TOKEN",
                issuer.token(
                    Issuer.LOCAL_TENANT, Issuer.CLIENT_LIFETIME, context.clock().instant()),
            "AWS_ENDPOINT_URL", cloud.endpoint().toString(),
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test",
            "AWS_REGION", "us-east-1",
            "AWS_DEFAULT_REGION", "us-east-1"));
    return builder.start();
  }

  private int waitFor(Process child) throws InterruptedException {
    Thread hook = Thread.ofPlatform().name("drain").unstarted(() -> interrupted(child));
    Runtime.getRuntime().addShutdownHook(hook);
    int status = child.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      hook.join(); // it halts the process
    }
    return status;
  }

  /// Runs while the process ends by a signal.
  private void interrupted(Process child) {
    try {
      if (!child.waitFor(BEFORE_PASSING_ON)) {
        child.destroy();
      }
      int status = child.waitFor();
      close();
      Runtime.getRuntime().halt(status);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void close() {
    cloud.close();
    data.ifPresent(StateDirectory.Lock::close);
  }
}
