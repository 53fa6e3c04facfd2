package dev.sluice.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.lambda.InvocationResult.Failed;
import dev.sluice.local.lambda.InvocationResult.Succeeded;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A function as a JVM of its own, on AWS's runtime interface client.
class ProcessIsolationTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<LambdaFunction> open = new CopyOnWriteArrayList<>();

  @TempDir Path directory;

  @AfterEach
  void close() {
    open.forEach(LambdaFunction::close);
  }

  @Test
  void itHasItsEnvironmentItsMemoryAndAProcessThatIsUsedAgain() {
    LambdaFunction function = open(TestFunctions.probe());

    JsonNode first = answer(function, "{\"print\":\"hello\"}");
    JsonNode second = answer(function, "{}");

    assertThat(first.path("greeting").asString()).isEqualTo("hello");
    assertThat(first.path("inTime").asString()).isEqualTo("true");
    assertThat(Integer.parseInt(first.path("heap").asString())).isBetween(230, 256);
    assertThat(first.path("process").asString())
        .isNotEqualTo(Long.toString(ProcessHandle.current().pid()))
        .isEqualTo(second.path("process").asString());
    assertThat(first.path("instance").asString()).isEqualTo(second.path("instance").asString());
    await().until(() -> log.contains("hello") && log.contains("hello elsewhere"));
    if (System.getProperty("os.name").equals("Linux")) {
      assertThat(log).anyMatch(line -> line.matches("REPORT .*\\tMax Memory Used: [1-9]\\d+ MB.*"));
    }
  }

  @Test
  void anExceptionIsToldAndTheProcessStays() {
    LambdaFunction function = open(TestFunctions.probe());
    String before = process(function);

    assertThat(function.invoke(event("{\"fail\":\"out of paper\"}")))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.errorType()).isEqualTo("java.lang.IllegalStateException");
              assertThat(failed.errorMessage()).isEqualTo("out of paper");
              assertThat(failed.payload()).contains("\"stackTrace\":[\"example.functions.Probe");
            });
    assertThat(process(function)).isEqualTo(before);
  }

  @Test
  void whoIsTooLateIsKilled() {
    LambdaFunction function = open(TestFunctions.probe().with(Duration.ofSeconds(3)));
    long before = Long.parseLong(process(function));

    InvocationResult late =
        function.invoke(event("{\"waitFor\":\"" + directory.resolve("never") + "\"}"));

    assertThat(late)
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.errorType()).isEqualTo("Sandbox.Timedout");
              assertThat(failed.errorMessage()).endsWith("Task timed out after 3.00 seconds");
            });
    await().until(() -> ProcessHandle.of(before).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(process(function)).isNotEqualTo(Long.toString(before));
  }

  @Test
  void aCrashIsACrashAndTheNextEventStartsAnother() {
    LambdaFunction function = open(TestFunctions.probe());
    String before = process(function);

    assertThat(function.invoke(event("{\"exit\":\"7\"}")))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.errorType()).isEqualTo("Runtime.ExitError");
              assertThat(failed.errorMessage())
                  .matches("RequestId: \\S+ Error: Runtime exited with error: exit status 7");
            });
    assertThat(process(function)).isNotEqualTo(before);
  }

  @Test
  void whoRunsOutOfMemoryIsReplacedBeforeTheNextEvent() {
    LambdaFunction function = open(TestFunctions.of("example.functions.Talker"));

    for (int time = 0; time < 3; time++) {
      assertThat(function.invoke(event("{\"do\":\"fill\"}")))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> assertThat(failed.errorType()).isEqualTo("java.lang.OutOfMemoryError"));
      assertThat(function.invoke(event("{}"))).isInstanceOf(Succeeded.class);
    }
  }

  @Test
  void aProcessThatWasKilledBetweenTwoEventsIsReplaced() {
    LambdaFunction function = open(TestFunctions.probe());
    ProcessHandle before = ProcessHandle.of(Long.parseLong(process(function))).orElseThrow();

    before.destroyForcibly();
    before.onExit().join();

    assertThat(process(function)).isNotEqualTo(Long.toString(before.pid()));
  }

  @Test
  void manyMayStartAtOnce() {
    LambdaFunction function = open(TestFunctions.probe());

    List<CompletableFuture<InvocationResult>> answers =
        IntStream.range(0, 6)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () -> function.invoke(event("{}")), task -> Thread.ofVirtual().start(task)))
            .toList();

    assertThat(answers).allSatisfy(one -> assertThat(one.join()).isInstanceOf(Succeeded.class));
  }

  @Test
  void aHandlerThatIsNotThereFailsTheInvocation() {
    assertThat(open(TestFunctions.of("example.functions.Nobody")).invoke(event("{}")))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.payload()).contains("example.functions.Nobody"));
  }

  @Test
  void closingEndsTheProcess() {
    LambdaFunction function = open(TestFunctions.probe());
    ProcessHandle process = ProcessHandle.of(Long.parseLong(process(function))).orElseThrow();

    function.close();

    await().until(() -> !process.isAlive());
  }

  private LambdaFunction open(TestFunctions described) {
    LambdaFunction function = described.asProcess().logging(log::add).start();
    open.add(function);
    return function;
  }

  private static String process(LambdaFunction function) {
    return answer(function, "{}").path("process").asString();
  }

  private static JsonNode answer(LambdaFunction function, String event) {
    InvocationResult result = function.invoke(event(event));
    assertThat(result).isInstanceOf(Succeeded.class);
    return JsonMapper.shared().readTree(((Succeeded) result).payload());
  }

  private static byte[] event(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
