package dev.sluice.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.lambda.InvocationResult.Succeeded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a function that is a process writes, and where it stands in the log.
class ProcessLogTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final LambdaFunction function =
      TestFunctions.of("example.functions.Talker").asProcess().logging(log::add).start();

  @AfterEach
  void close() {
    function.close();
  }

  @Test
  void aCallOfTheLoggerIsAnEntryAndSoIsALine() {
    assertThat(invoke("talk")).isInstanceOf(Succeeded.class);

    assertThat(afterStart().subList(0, 7))
        .containsExactly(
            "logged",
            "printed",
            "logged in\ntwo lines",
            "a line",
            "an error's ¥",
            "{\"_aws\":{}}",
            end());
    assertThat(log.getLast()).startsWith("REPORT RequestId: ");
  }

  @Test
  void whatWasWrittenIsThereBeforeTheInvocationEnds() {
    assertThat(invoke("whisper")).isInstanceOf(Succeeded.class);
    assertThat(afterStart().subList(0, 2)).containsExactly("whispered", end());
    log.clear();

    assertThat(invoke("whisper")).isInstanceOf(Succeeded.class);
    assertThat(afterStart().subList(0, 2)).containsExactly("whispered", end());
  }

  @Test
  void aStackTraceIsOneEntryBeforeTheEnd() {
    assertThat(invoke("fail")).isInstanceOf(InvocationResult.Failed.class);

    assertThat(afterStart().getFirst())
        .startsWith("lost for words: java.lang.IllegalStateException\n")
        .contains("\tat example.functions.Talker.handleRequest(");
    assertThat(afterStart().get(1)).isEqualTo(end());
  }

  @Test
  void whoeverAsksHearsOneInvocation() {
    List<String> heard = new CopyOnWriteArrayList<>();
    assertThat(invoke("talk")).isInstanceOf(Succeeded.class);
    log.clear();

    assertThat(function.invoke("{}".getBytes(StandardCharsets.UTF_8), heard::add))
        .isInstanceOf(Succeeded.class);

    assertThat(heard).isEqualTo(log).hasSize(9);
  }

  private InvocationResult invoke(String what) {
    return function.invoke("{\"do\":\"%s\"}".formatted(what).getBytes(StandardCharsets.UTF_8));
  }

  private List<String> afterStart() {
    int start = 0;
    while (!log.get(start).startsWith("START RequestId: ")) {
      start++;
    }
    return log.subList(start + 1, log.size());
  }

  private String end() {
    return log.stream().filter(entry -> entry.startsWith("END RequestId: ")).findFirst().orElse("");
  }
}
