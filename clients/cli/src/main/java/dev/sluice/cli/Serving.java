package dev.sluice.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// `./sluice up` without a command: says where everything is, and serves until Ctrl-C or SIGTERM.
final class Serving {
  private final Context context;
  private final Cloud cloud;
  private final Optional<StateDirectory.Lock> data;

  Serving(Context context, Cloud cloud, Optional<StateDirectory.Lock> data) {
    this.context = context;
    this.cloud = cloud;
    this.data = data;
  }

  int untilInterrupted() throws InterruptedException {
    Optional<StateDirectory.Lock> announced = context.state().announce(cloud.apiUrl().toString());
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("drain").unstarted(() -> end(announced)));
    greet(announced.isPresent());
    cloud.warm();
    new CountDownLatch(1).await(); // the hook ends the process
    return ExitCode.DONE;
  }

  private void greet(boolean announced) {
    String sluice = context.launcher();
    String api = cloud.apiUrl().toString();
    String users = api.substring(0, api.indexOf('/', "https://".length()));
    String put =
        announced
            ? sluice + " put"
            : "SLUICE_URL=%s SLUICE_TOKEN=$(%s token) %s put".formatted(api, sluice, sluice);
    context
        .out()
        .println(
            """
            Sluice is ready (%s). Ctrl-C stops it; %s.
              API    %s
              S3     %s  (keys test/test, region us-east-1)
              Page   %s
              Token  %s token
            Try
              curl -H "Authorization: Bearer $(%s token)" %s/v1/uploads
              %s --collection any README.md"""
                .formatted(
                    Sizes.seconds(context.secondsSinceStart()),
                    data.isPresent() ? "data stays in .sluice/" : "nothing is kept",
                    api,
                    users,
                    cloud.pageUrl(),
                    sluice,
                    sluice,
                    api,
                    put));
    if (!announced) {
      context
          .out()
          .println(
              "Another ./sluice up runs here; client commands talk to that one unless SLUICE_URL is set.");
    }
  }

  /// Runs while the process ends. The status of a process that a signal ends would be 128 + its
  /// number; it was asked to stop and it stops, which is 0.
  private void end(Optional<StateDirectory.Lock> announced) {
    context.err().println("draining…");
    if (announced.isPresent()) {
      context.state().withdraw();
    }
    int status = ExitCode.DONE;
    try {
      cloud.close();
    } catch (RuntimeException e) {
      context.err().println("sluice: stopped, but not cleanly: " + Errors.describe(e));
      status = ExitCode.FAILED;
    }
    announced.ifPresent(StateDirectory.Lock::close);
    data.ifPresent(StateDirectory.Lock::close);
    context.out().flush();
    Runtime.getRuntime().halt(status);
  }
}
