package dev.sluice.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogGroupTest {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.123456Z");

  @TempDir Path directory;

  @Test
  void entriesAreInAFileForPeopleAndAreThereAgainAfterARestart() {
    try (LogGroup log = open()) {
      log.accept("one");
      log.accept("java.lang.IllegalStateException: no\n\tat example.A.b(A.java:7)\n");
    }
    assertThat(directory.resolve("f.log"))
        .content()
        .isEqualTo(
            """
            2026-02-03T04:05:06.123456Z one
            2026-02-03T04:05:06.123456Z java.lang.IllegalStateException: no
            \tat example.A.b(A.java:7)
            """);

    try (LogGroup log = open()) {
      log.accept("three");

      assertThat(log.last(10))
          .containsExactly(
              new LogEvent(1, NOW, "one"),
              new LogEvent(
                  2, NOW, "java.lang.IllegalStateException: no\n\tat example.A.b(A.java:7)"),
              new LogEvent(3, NOW, "three"));
      assertThat(log.last(1)).extracting(LogEvent::message).containsExactly("three");
    }
  }

  @Test
  void theFileNeverGrowsBeyondItsSizeAndOneBeforeIsKept() throws IOException {
    List<String> read = new ArrayList<>();
    try (LogStore store = LogStore.open(directory.resolve("f.log"), 100, (_, _) -> {})) {
      for (int entry = 1; entry <= 9; entry++) {
        store.append(new LogEvent(entry, NOW, "entry number " + entry));
      }
    }

    try (LogStore _ =
        LogStore.open(directory.resolve("f.log"), 100, (_, message) -> read.add(message))) {
      assertThat(read).hasSize(6).startsWith("entry number 4").endsWith("entry number 9");
    }
    assertThat(Files.size(directory.resolve("f.log"))).isLessThan(200);
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("f.log", "f.log.1");
  }

  @Test
  void memoryHoldsTheLastTenThousand() {
    try (LogGroup log = LogGroup.open("f", Optional.empty(), () -> NOW, entry -> {})) {
      for (int entry = 0; entry < 10_005; entry++) {
        log.accept("x");
      }

      assertThat(log.last(20_000)).hasSize(10_000);
      assertThat(log.last(1)).extracting(LogEvent::sequence).containsExactly(10_005L);
    }
  }

  @Test
  void whoWaitsGetsTheNextEntry() {
    try (LogGroup log = LogGroup.open("f", Optional.empty(), () -> NOW, entry -> {})) {
      log.accept("seen");
      CompletableFuture<List<LogEvent>> waiting =
          CompletableFuture.supplyAsync(
              () -> after(log, 1), task -> Thread.ofVirtual().start(task));
      await().during(Duration.ofMillis(50)).until(() -> !waiting.isDone());

      log.accept("new");

      assertThat(waiting.join()).extracting(LogEvent::message).containsExactly("new");
    }
  }

  private static List<LogEvent> after(LogGroup log, long sequence) {
    try {
      return log.after(sequence, Duration.ofSeconds(20));
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private LogGroup open() {
    return LogGroup.open("f", Optional.of(directory.resolve("f.log")), () -> NOW, entry -> {});
  }
}
