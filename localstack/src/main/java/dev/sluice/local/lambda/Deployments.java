package dev.sluice.local.lambda;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Keeps a function at its latest build: whoever takes an instance gets one of the code as it lies
/// there now.
final class Deployments implements AutoCloseable {
  /// A look at the files is some hundred microseconds of work, so not every event takes one.
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /// A build writes for a while: it is over when nothing has changed for so long.
  private static final Duration STILLNESS = Duration.ofMillis(200);

  private static final int MOST_LOOKS = 50;

  private final FunctionConfiguration configuration;
  private final Isolation isolation;
  private final Semaphore starts;
  private final UnpackedCode archives;
  private final Consumer<String> log;
  private final CodeFiles files;
  private Deployment current;
  private long looked;

  /// @throws UncheckedIOException if the code is a file and no archive
  Deployments(
      FunctionConfiguration configuration,
      Isolation isolation,
      Semaphore starts,
      UnpackedCode archives,
      Consumer<String> log) {
    this.configuration = configuration;
    this.isolation = isolation;
    this.starts = starts;
    this.archives = archives;
    this.log = log;
    this.files = new CodeFiles(configuration.code());
    this.current = deploy(files.state());
    this.looked = System.nanoTime();
  }

  synchronized Deployment latest() throws InterruptedException {
    if (System.nanoTime() - looked >= BETWEEN_LOOKS.toNanos()) {
      CodeFiles.State state = files.state();
      if (!state.equals(CodeFiles.State.NONE) && !state.equals(current.state())) {
        replace(settled(state));
      }
      looked = System.nanoTime();
    }
    return current;
  }

  /// Starts no more instances.
  synchronized void startNoMore() {
    current.startNoMore();
  }

  synchronized Optional<String> withoutHandler() {
    return HandlerCheck.problem(new CodeFiles(current.code()), configuration.handler());
  }

  @Override
  public synchronized void close() {
    current.close();
  }

  private void replace(CodeFiles.State state) {
    Deployment next;
    try {
      next = deploy(state);
    } catch (UncheckedIOException broken) {
      log.accept("The code has changed, but " + broken.getMessage() + ": " + broken.getCause());
      return;
    }
    log.accept("The code has changed, " + configuration.name() + " is loaded anew.");
    current.retire();
    current = next;
  }

  private Deployment deploy(CodeFiles.State state) {
    if (!Files.isRegularFile(configuration.code())) {
      return new Deployment(configuration, isolation, state, starts, log, () -> {});
    }
    Path folder = archives.take(configuration.code());
    return new Deployment(
        configuration.at(folder), isolation, state, starts, log, () -> archives.giveBack(folder));
  }

  private CodeFiles.State settled(CodeFiles.State seen) throws InterruptedException {
    CodeFiles.State before = seen;
    for (int look = 0; look < MOST_LOOKS; look++) {
      Thread.sleep(STILLNESS);
      CodeFiles.State now = files.state();
      if (now.equals(before)) {
        break;
      }
      before = now;
    }
    return before;
  }
}
