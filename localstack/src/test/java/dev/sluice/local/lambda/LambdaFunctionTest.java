package dev.sluice.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LambdaFunctionTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<LambdaFunction> open = new CopyOnWriteArrayList<>();

  @TempDir Path directory;

  @AfterEach
  void close() {
    open.forEach(LambdaFunction::close);
  }

  @Test
  void aHandlerGetsItsEnvironmentAndItsContext() {
    JsonNode answer = succeeded(function().invoke(event("{}")));

    assertThat(answer.path("greeting").asString()).isEqualTo("hello");
    assertThat(answer.path("function").asString()).isEqualTo("probe");
    assertThat(answer.path("memory").asString()).isEqualTo("256");
    assertThat(answer.path("inTime").asString()).isEqualTo("true");
    assertThat(log).anyMatch(entry -> entry.startsWith("probed by "));
  }

  @Test
  void aHandlerSeesTheContractButNotTheClassesOfTheProcessItRunsIn() {
    LambdaFunction function = function();

    assertThat(sees(function, "tools.jackson.databind.json.JsonMapper")).isFalse();
    assertThat(sees(function, "dev.sluice.local.lambda.LambdaFunction")).isFalse();
    assertThat(sees(function, "com.amazonaws.services.lambda.runtime.Context")).isTrue();
    assertThat(sees(function, "java.net.http.HttpClient")).isTrue();
  }

  @Test
  void anInstanceHandlesOneEventAtATimeAndIsUsedAgain() {
    LambdaFunction function = function();
    var first = startWaiting(function);
    var second = startWaiting(function);
    await().until(() -> function.running() == 2);
    proceed();

    List<String> instances = List.of(instance(first.join()), instance(second.join()));

    assertThat(instances).doesNotHaveDuplicates();
    assertThat(instances).contains(instance(function.invoke(event("{}"))));
  }

  @Test
  void moreThanTheReservedConcurrencyIsThrottled() {
    LambdaFunction function = function(Duration.ofSeconds(30), OptionalInt.of(1));
    var first = startWaiting(function);
    await().until(() -> function.running() == 1);

    assertThat(function.invoke(event("{}"))).isInstanceOf(InvocationResult.Throttled.class);

    proceed();
    succeeded(first.join());
    succeeded(function.invoke(event("{}")));
  }

  @Test
  void whoIsTooLateIsInterruptedAndItsInstanceIsThrownAway() {
    LambdaFunction function = function(Duration.ofSeconds(1), OptionalInt.empty());
    String before = instance(function.invoke(event("{}")));

    InvocationResult late = function.invoke(waiting());

    assertThat(late)
        .isInstanceOfSatisfying(
            InvocationResult.Failed.class,
            failed -> {
              assertThat(failed.errorType()).isEqualTo("Sandbox.Timedout");
              assertThat(failed.payload()).contains("Task timed out after 1.00 seconds");
            });
    assertThat(instance(function.invoke(event("{}")))).isNotEqualTo(before);
  }

  @Test
  void anExceptionIsToldAsLambdaTellsItAndTheInstanceStays() {
    LambdaFunction function = function();
    String before = instance(function.invoke(event("{}")));

    InvocationResult failed = function.invoke(event("{\"fail\":\"out of paper\"}"));

    assertThat(failed)
        .isInstanceOfSatisfying(
            InvocationResult.Failed.class,
            one -> {
              JsonNode payload = JSON.readTree(one.payload());
              assertThat(payload.path("errorMessage").asString()).isEqualTo("out of paper");
              assertThat(payload.path("errorType").asString())
                  .isEqualTo("java.lang.IllegalStateException");
              assertThat(payload.path("stackTrace").path(0).asString())
                  .startsWith("example.functions.Probe.handleRequest(");
            });
    assertThat(log).anyMatch(entry -> entry.contains("example.functions.Probe.handleRequest"));
    assertThat(instance(function.invoke(event("{}")))).isEqualTo(before);
  }

  @Test
  void anEventOfMoreThanSixMebibytesIsRefused() {
    assertThat(function().invoke(new byte[6 * 1024 * 1024 + 1]))
        .isInstanceOf(InvocationResult.Refused.class);
  }

  @Test
  void anAnswerOfMoreThanSixMebibytesIsAnErrorOfTheFunction() {
    int tooLong = 6 * 1024 * 1024;

    assertThat(function().invoke(event("{\"answer\":\"" + tooLong + "\"}")))
        .isInstanceOfSatisfying(
            InvocationResult.Failed.class,
            failed -> {
              assertThat(failed.errorType()).isEqualTo("Function.ResponseSizeTooLarge");
              assertThat(failed.errorMessage())
                  .isEqualTo(
                      "Response payload size exceeded maximum allowed payload size (6291456 bytes).");
            });
  }

  @Test
  void theLogTellsOfEachInvocationAsLambdasDoes() {
    succeeded(function().invoke(event("{}")));

    assertThat(log.getFirst()).matches("START RequestId: [0-9a-f-]{36} Version: \\$LATEST");
    assertThat(log.get(log.size() - 2)).matches("END RequestId: [0-9a-f-]{36}");
    assertThat(log.getLast())
        .matches(
            "REPORT RequestId: [0-9a-f-]{36}\tDuration: \\d+\\.\\d\\d ms\tBilled Duration: \\d+ ms"
                + "\tMemory Size: 256 MB\tInit Duration: \\d+\\.\\d\\d ms\t");
  }

  @Test
  void whatItPrintsIsInItsLogAlsoFromAThreadOfItsOwn() {
    succeeded(function().invoke(event("{\"print\":\"hello log\"}")));

    assertThat(log).contains("hello log", "hello log elsewhere");
  }

  @Test
  void aClassThatDoesNotExistFailsTheInvocation() {
    LambdaFunction function = open(TestFunctions.of("example.functions.Nobody"));

    assertThat(function.invoke(event("{}")))
        .isInstanceOfSatisfying(
            InvocationResult.Failed.class,
            failed -> assertThat(failed.errorType()).isEqualTo("java.lang.ClassNotFoundException"));
  }

  private boolean sees(LambdaFunction function, String type) {
    return succeeded(function.invoke(event("{\"type\":\"" + type + "\"}")))
        .path("sees")
        .asString()
        .equals("true");
  }

  private LambdaFunction function() {
    return function(Duration.ofSeconds(30), OptionalInt.empty());
  }

  private LambdaFunction function(Duration timeout, OptionalInt concurrency) {
    return open(TestFunctions.probe().with(timeout).with(concurrency));
  }

  private LambdaFunction open(TestFunctions described) {
    LambdaFunction function = described.logging(log::add).start();
    open.add(function);
    return function;
  }

  private CompletableFuture<InvocationResult> startWaiting(LambdaFunction function) {
    return CompletableFuture.supplyAsync(
        () -> function.invoke(waiting()), task -> Thread.ofVirtual().start(task));
  }

  private byte[] waiting() {
    return event("{\"waitFor\":\"" + directory.resolve("go") + "\"}");
  }

  private void proceed() {
    try {
      Files.createFile(directory.resolve("go"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static byte[] event(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static String instance(InvocationResult result) {
    return succeeded(result).path("instance").asString();
  }

  private static JsonNode succeeded(InvocationResult result) {
    assertThat(result).isInstanceOf(InvocationResult.Succeeded.class);
    return JSON.readTree(((InvocationResult.Succeeded) result).payload());
  }
}
