package dev.sluice.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.lambda.InvocationResult.Succeeded;
import dev.sluice.local.lambda.InvocationResult.Throttled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which instances start, where each is a process, and what waits for them.
class StartsTest {
  @TempDir Path directory;

  private final Semaphore starts = new Semaphore(1, true);
  private LambdaFunction function;

  @BeforeEach
  void start() {
    function =
        TestFunctions.of("example.functions.Sleeper")
            .with(Map.of("DIRECTORY", directory.toString()))
            .asProcess()
            .starting(starts)
            .start();
  }

  @AfterEach
  void close() {
    function.close();
  }

  @Test
  void asManyStartAtATimeAsMayAndOthersWaitForTheirTurn() throws Exception {
    CompletableFuture<InvocationResult> first = invoke("end");
    CompletableFuture<InvocationResult> second = invoke("end");
    awaitFiles("starts-", 1);
    await().until(starts::hasQueuedThreads);
    assertThat(files("starts-")).hasSize(1);

    create("go");
    awaitFiles("works-", 2);
    create("end");
    assertThat(process(first)).isNotEqualTo(process(second));
  }

  @Test
  void anInstanceThatBecomesFreeIsTakenBeforeTheOneThatStarts() throws Exception {
    create("go");
    CompletableFuture<InvocationResult> first = invoke("end");
    awaitFiles("works-", 1);
    Files.delete(directory.resolve("go"));

    CompletableFuture<InvocationResult> second = invoke("end");
    awaitFiles("starts-", 2);
    create("end");

    assertThat(process(second)).isEqualTo(process(first));
  }

  @Test
  void closingWaitsForNoStart() throws Exception {
    List<CompletableFuture<InvocationResult>> answers =
        IntStream.range(0, 3).mapToObj(_ -> invoke("go")).toList();
    awaitFiles("starts-", 1);
    ProcessHandle starting = ProcessHandle.of(Long.parseLong(files("starts-").getFirst())).get();

    function.startNoMore();

    assertThat(answers).allSatisfy(one -> assertThat(one.join()).isEqualTo(new Throttled()));
    starting.onExit().join();
    assertThat(function.drain(Duration.ofSeconds(5))).isTrue();
  }

  private CompletableFuture<InvocationResult> invoke(String until) {
    byte[] event = "{\"until\":\"%s\"}".formatted(until).getBytes(StandardCharsets.UTF_8);
    return CompletableFuture.supplyAsync(
        () -> function.invoke(event), task -> Thread.ofVirtual().start(task));
  }

  private static String process(CompletableFuture<InvocationResult> answer) {
    assertThat(answer.join()).isInstanceOf(Succeeded.class);
    return ((Succeeded) answer.join()).payload();
  }

  private void create(String file) throws IOException {
    Files.createFile(directory.resolve(file));
  }

  private void awaitFiles(String prefix, int count) {
    await().atMost(Duration.ofSeconds(60)).until(() -> files(prefix).size() == count);
  }

  /// The processes that have such a file.
  private List<String> files(String prefix) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.substring(prefix.length()))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
