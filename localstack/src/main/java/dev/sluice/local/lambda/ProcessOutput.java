package dev.sluice.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Reads what an instance's process writes into its log. Standard output, standard error and the
/// client's frames come through one pipe, or their order would be lost.
final class ProcessOutput {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int BUFFER_BYTES = 8192;

  private final Process process;
  private final Semaphore marks = new Semaphore(0);
  private final Thread reader;

  ProcessOutput(Process process, String name, Consumer<String> log) {
    this.process = process;
    this.reader =
        Thread.ofVirtual()
            .name("output of " + name)
            .start(() -> copy(process.getInputStream(), new LogFrames(log, marks::release)));
  }

  /// Waits until all that the process has written is in the log. How far the reader is does not
  /// show, so a mark is put into the pipe: Linux lets a process open those of its children.
  void awaitWritten() throws InterruptedException {
    int _ = marks.drainPermits();
    Path pipe = Path.of("/proc", Long.toString(process.pid()), "fd", "1");
    try (OutputStream end = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
      end.write(LogFrames.mark());
    } catch (IOException ended) {
      awaitEnd();
      return;
    }
    boolean _ = marks.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Waits until the process's last words are in the log. A child that it left behind may hold the
  /// pipe open.
  void awaitEnd() throws InterruptedException {
    boolean _ = reader.join(PATIENCE);
  }

  private static void copy(InputStream output, LogFrames frames) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (output;
        frames) {
      for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
        for (int index = 0; index < count; index++) {
          frames.write(buffer[index]);
        }
      }
    } catch (IOException ended) {
      // Killed while it was talking.
    }
  }
}
