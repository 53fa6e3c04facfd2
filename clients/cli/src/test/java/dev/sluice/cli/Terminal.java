package dev.sluice.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/// Where a test types commands: its own home, environment and streams, and pauses that are noted
/// instead of waited for.
final class Terminal {
  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private Cloud.Starter clouds =
      _ -> {
        throw new AssertionError("no cloud was expected to start");
      };

  Terminal(Path home) {
    this.home = home;
  }

  Terminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Terminal talkingTo(StandInSluice sluice) {
    return with("SLUICE_URL", sluice.url()).with("SLUICE_TOKEN", StandInSluice.TOKEN);
  }

  Terminal starting(Cloud.Starter starter) {
    clouds = starter;
    return this;
  }

  int type(String... arguments) {
    out.reset();
    err.reset();
    return Main.run(context(), arguments);
  }

  Context context() {
    return new Context(
        environment,
        home,
        home,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        InstantSource.system(),
        System.currentTimeMillis(),
        new Backoff(6, Duration.ofMillis(400), Duration.ofSeconds(8), new Random(1), pauses::add),
        clouds);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  List<Duration> pauses() {
    return List.copyOf(pauses);
  }
}
