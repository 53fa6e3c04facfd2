package dev.sluice.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;

/// The command line with [StandInCloud] in it, as a process of its own.
final class StandInMain {
  private StandInMain() {}

  public static void main(String[] arguments) {
    Path home = Path.of(System.getProperty("sluice.home", ""));
    Context context =
        new Context(
            System.getenv(),
            home,
            home,
            System.out,
            System.err,
            InstantSource.system(),
            System.currentTimeMillis(),
            new Backoff(
                1, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1), Thread::sleep),
            StandInCloud::new);
    System.exit(Main.run(context, arguments));
  }
}
