package dev.sluice.local.behaviour;

import static org.awaitility.Awaitility.await;

import dev.sluice.local.s3.RawS3;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;

/// Another emulator, run as its documentation says, in a process of its own.
final class Peer implements AutoCloseable {
  /// The slowest takes 25 s here when the machine has other work.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;

  Peer(Path folder, Map<String, String> environment, List<String> command) throws IOException {
    log = folder.resolve("peer.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /// Waits until it answers; skips the test if it does not.
  S3Site awaitAnswer(S3Site site) {
    try {
      await().atMost(PATIENCE).until(() -> !process.isAlive() || answers(site));
    } catch (ConditionTimeoutException late) {
      Assumptions.abort("It did not answer within " + PATIENCE + "; its log: " + log);
    }
    Assumptions.assumeTrue(process.isAlive(), () -> "It ended at once; its log: " + log);
    return site;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean answers(S3Site site) {
    try {
      RawS3.Answer answer = site.client().call("GET", "/");
      return answer.status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }
}
