package dev.sluice.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.time.MovableClock;
import dev.sluice.local.time.Timetable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AsynchronousInvocationsTest {
  private static final byte[] GOOD = bytes("{}");
  private static final byte[] BAD = bytes("{\"fail\":\"no\"}");

  private record Sent(String arn, JsonNode body, Map<String, String> attributes) {}

  private final MovableClock clock = new MovableClock(() -> Instant.parse("2026-01-01T00:00:00Z"));
  private final Timetable timetable = new Timetable(clock);
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final List<LambdaFunction> open = new CopyOnWriteArrayList<>();

  @TempDir Path directory;

  @BeforeEach
  void tellWhenTimeMoves() {
    clock.onMove(timetable::timeMoved);
  }

  @AfterEach
  void close() {
    open.forEach(LambdaFunction::close);
    timetable.close();
  }

  @Test
  void aFailingFunctionIsTriedAgainAfterOneMinuteAndAfterTwo() {
    LambdaFunction function = function(2, OptionalInt.empty());

    assertThat(function.invokeLater(BAD)).isInstanceOf(InvocationResult.Succeeded.class);
    await().until(() -> timetable.waiting() == 1);
    clock.advance(Duration.ofSeconds(59));
    assertThat(attempts()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(attempts()).isEqualTo(2);
    clock.advance(Duration.ofSeconds(119));
    assertThat(attempts()).isEqualTo(2);
    clock.advance(Duration.ofSeconds(1));

    assertThat(attempts()).isEqualTo(3);
    assertThat(sent).hasSize(2);
    JsonNode told = sentTo("failed").body();
    assertThat(told.path("requestContext").path("condition").asString())
        .isEqualTo("RetriesExhausted");
    assertThat(told.path("requestContext").path("approximateInvokeCount").asInt()).isEqualTo(3);
    assertThat(told.path("requestContext").path("functionArn").asString())
        .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:probe:$LATEST");
    assertThat(told.path("requestPayload")).isEqualTo(JsonMapper.shared().readTree(BAD));
    assertThat(told.path("responseContext").path("functionError").asString())
        .isEqualTo("Unhandled");
    assertThat(told.path("responsePayload").path("errorMessage").asString()).isEqualTo("no");
    assertThat(sentTo("letters").body()).isEqualTo(JsonMapper.shared().readTree(BAD));
    assertThat(sentTo("letters").attributes())
        .containsEntry("ErrorCode", "200")
        .containsEntry("ErrorMessage", "no")
        .containsKey("RequestID");
  }

  @Test
  void whatIsDoneIsToldToTheDestinationOfSuccess() {
    LambdaFunction function = function(2, OptionalInt.empty());

    var _ = function.invokeLater(GOOD);

    await().until(() -> sent.size() == 1);
    assertThat(sentTo("done").body().path("requestContext").path("condition").asString())
        .isEqualTo("Success");
    assertThat(sentTo("done").body().path("responsePayload").path("greeting").asString())
        .isEqualTo("hello");
  }

  @Test
  void withoutRetriesTheFirstErrorIsTheLast() {
    var _ = function(0, OptionalInt.empty()).invokeLater(BAD);

    await().until(() -> sent.size() == 2);
    assertThat(attempts()).isEqualTo(1);
  }

  @Test
  void aBusyFunctionIsTriedAgainUntilTheEventIsTooOld() throws Exception {
    LambdaFunction function = function(0, OptionalInt.of(1));
    byte[] waiting = bytes("{\"waitFor\":\"" + directory.resolve("go") + "\"}");
    CompletableFuture<InvocationResult> running =
        CompletableFuture.supplyAsync(
            () -> function.invoke(waiting), task -> Thread.ofVirtual().start(task));
    await().until(() -> function.running() == 1);

    var _ = function.invokeLater(GOOD);
    await()
        .until(
            () -> {
              clock.advance(Duration.ofMinutes(5));
              return sent.size() == 2;
            });
    Files.createFile(directory.resolve("go"));
    var _ = running.join();

    assertThat(sentTo("failed").body().path("requestContext").path("condition").asString())
        .isEqualTo("EventAgeExceeded");
    assertThat(sentTo("failed").body().has("responsePayload")).isFalse();
  }

  @Test
  void moreThanOneMebibyteIsRefused() {
    LambdaFunction function = function(2, OptionalInt.empty());

    assertThat(function.invokeLater(new byte[1024 * 1024 + 1]))
        .isInstanceOf(InvocationResult.Refused.class);
    assertThat(log).isEmpty();
  }

  private LambdaFunction function(int retries, OptionalInt concurrency) {
    LambdaFunction function =
        TestFunctions.probe()
            .with(concurrency)
            .with(
                new AsynchronousConfiguration(
                    retries,
                    Duration.ofHours(1),
                    Optional.of("done"),
                    Optional.of("failed"),
                    Optional.of("letters")))
            .telling(
                (arn, body, attributes) ->
                    sent.add(new Sent(arn, JsonMapper.shared().readTree(body), attributes)))
            .logging(log::add)
            .start(timetable);
    open.add(function);
    return function;
  }

  private long attempts() {
    return log.stream().filter(line -> line.startsWith("REPORT")).count();
  }

  private Sent sentTo(String arn) {
    return sent.stream().filter(one -> one.arn().equals(arn)).findFirst().orElseThrow();
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
