package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
      ChildJvm put = client(sluice, "put", "huge.bin", "--json");

      assertThat(put.err()).isEmpty();
      assertThat(put.status()).isZero();
      assertThat(sluice.bytesReceived()).isEqualTo(2 * GIBIBYTE);
    }
  }

  @Test
  void anInterruptedUploadIsAborted() throws Exception {
    sparse("film.mp4", 20L * StandInSluice.PART_SIZE);
    CountDownLatch arriving = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (StandInSluice sluice = new StandInSluice()) {
      sluice.whileReceiving(
          () -> {
            arriving.countDown();
            hold(over);
          });
      ChildJvm put = client(sluice, "put", "film.mp4");
      assertThat(arriving.await(30, TimeUnit.SECONDS)).isTrue();

      put.signal("INT");

      assertThat(put.status()).isEqualTo(130);
      assertThat(sluice.stateOf(sluice.onlyId())).isEqualTo("ABORTED");
      assertThat(put.err()).isEmpty();
      over.countDown();
    }
  }

  @Test
  void theStatusOfTheProcessIsTheCommands() throws Exception {
    try (StandInSluice sluice = new StandInSluice()) {
      assertThat(client(sluice, "put").status()).isEqualTo(2);
    }
  }

  @Test
  void upServesUntilCtrlCAndThenExitsWith0() throws Exception {
    ChildJvm up = cloud("up", "--port", "0");
    Path announcement = home.resolve(".sluice/running.json");
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(announcement));
    assertThat(announcement).content().contains("/_sluice");

    ChildJvm second = cloud("up", "--port", "0");
    assertThat(second.err())
        .contains("another ./sluice up uses")
        .contains("it runs at http://localhost:");
    assertThat(second.status()).isEqualTo(1);

    up.signal("INT");

    assertThat(up.status()).isZero();
    assertThat(announcement).doesNotExist();
    String out = up.out();
    assertThat(out.lines().count()).isLessThanOrEqualTo(10);
    assertThat(out).contains("ready (", "/_sluice", "/_page/", "token", "curl", "put");
    assertThat(up.err()).isEqualToIgnoringNewLines("draining…");
  }

  @Test
  void aSecondUpSaysHowToReachItAndNotTheFirst() throws Exception {
    ChildJvm first = cloud("up", "--ephemeral", "--port", "0");
    assertThat(first.outUntil(" put ")).doesNotContain("SLUICE_URL");
    ChildJvm second = cloud("up", "--ephemeral", "--port", "0");

    String said = second.outUntil("Another");

    assertThat(said.lines().count()).isLessThanOrEqualTo(10);
    assertThat(said)
        .containsPattern("SLUICE_URL=http://localhost:\\d+/_sluice SLUICE_TOKEN=\\$\\(.* put");
    second.signal("INT");
    first.signal("INT");
    assertThat(second.status()).isZero();
    assertThat(first.status()).isZero();
  }

  @Test
  void aSignalReachesTheCommandAndItsStatusIsOurs() throws Exception {
    ChildJvm up =
        cloud(
            "up",
            "--ephemeral",
            "--",
            "sh",
            "-c",
            "trap 'exit 9' TERM; : > started; while :; do sleep 0.1; done");
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(home.resolve("started")));

    up.signal("TERM");

    assertThat(up.status()).isEqualTo(9);
    assertThat(up.out()).isEmpty();
    assertThat(home.resolve(".sluice/running.json")).doesNotExist();
  }

  private ChildJvm client(StandInSluice sluice, String... arguments) throws IOException {
    return ChildJvm.start(
        Main.class,
        home,
        Map.of("SLUICE_URL", sluice.url(), "SLUICE_TOKEN", StandInSluice.TOKEN),
        arguments);
  }

  private ChildJvm cloud(String... arguments) throws IOException {
    return ChildJvm.start(StandInMain.class, home, Map.of(), arguments);
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
