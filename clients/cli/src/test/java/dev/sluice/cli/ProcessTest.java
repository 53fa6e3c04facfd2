package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What shows only in a process of its own: memory, signals, exit statuses.
final class ProcessTest {
  private static final long GIBIBYTE = 1024L * 1024 * 1024;

  @TempDir Path home;

  @Test
  void aFileMuchLargerThanMemoryIsUploaded() throws Exception {
    sparse("huge.bin", 2 * GIBIBYTE);
    try (StandInSluice sluice = new StandInSluice()) {
      Process put = start(sluice, "put", "huge.bin", "--json");

      assertThat(put.waitFor(120, TimeUnit.SECONDS)).isTrue();

      assertThat(errors(put)).isEmpty();
      assertThat(put.exitValue()).isZero();
      assertThat(sluice.bytesReceived()).isEqualTo(2 * GIBIBYTE);
    }
  }

  @Test
  void anInterruptedUploadIsAborted() throws Exception {
    sparse("film.mp4", 20L * StandInSluice.PART_SIZE);
    CountDownLatch stopped = new CountDownLatch(1);
    try (StandInSluice sluice = new StandInSluice()) {
      CountDownLatch arriving = new CountDownLatch(1);
      sluice.whileReceiving(
          () -> {
            arriving.countDown();
            hold(stopped);
          });
      Process put = start(sluice, "put", "film.mp4");
      assertThat(arriving.await(30, TimeUnit.SECONDS)).isTrue();

      new ProcessBuilder("kill", "-INT", Long.toString(put.pid())).start().waitFor();

      assertThat(put.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(put.exitValue()).isEqualTo(130);
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> sluice.stateOf(sluice.onlyId()).equals("ABORTED"));
      stopped.countDown();
    }
  }

  @Test
  void theStatusOfTheProcessIsTheCommands() throws Exception {
    try (StandInSluice sluice = new StandInSluice()) {
      Process usage = start(sluice, "put");
      assertThat(usage.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(usage.exitValue()).isEqualTo(2);
    }
  }

  private Process start(StandInSluice sluice, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dsluice.home=" + home,
            "-cp",
            System.getProperty("java.class.path", ""),
            Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder
        .environment()
        .putAll(Map.of("SLUICE_URL", sluice.url(), "SLUICE_TOKEN", StandInSluice.TOKEN));
    return builder.start();
  }

  private static String errors(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void hold(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sparse(String name, long size) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(home.resolve(name).toFile(), "rw")) {
      file.setLength(size);
    }
  }
}
