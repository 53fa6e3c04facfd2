package dev.sluice.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSourceMappingTest {
  private final FakeQueue queue = new FakeQueue();
  private final List<AutoCloseable> open = new ArrayList<>();

  @TempDir Path directory;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void noMoreBatchesThanTheMaximumConcurrencyAreInWork() throws IOException {
    send(7);
    LambdaFunction function =
        map(new MappingConfiguration(2, Duration.ZERO, OptionalInt.of(2), true));

    await().until(() -> batches().size() == 2);
    await().during(Duration.ofMillis(300)).until(() -> function.running() == 2);
    assertThat(queue.waiting).hasSize(3);

    proceed();
    await().until(() -> queue.deleted.size() == 7);
    assertThat(batches()).hasSize(4);
  }

  @Test
  void theWindowGathersWhatComesLater() throws IOException {
    proceed();
    map(new MappingConfiguration(3, Duration.ofSeconds(60), OptionalInt.empty(), false));
    send(1);
    await().until(queue.waiting::isEmpty);
    assertThat(batches()).isEmpty();

    send(2);

    await().until(() -> queue.deleted.size() == 3);
    assertThat(batches()).hasSize(1);
  }

  @Test
  void whatTheFilterDoesNotWantIsDeletedUnseen() throws IOException {
    proceed();
    queue.send("plain", "x");
    queue.send("other", "{\"kind\":\"b\"}");
    map(
        new MappingConfiguration(
            1,
            Duration.ZERO,
            OptionalInt.of(2),
            true,
            MessageFilter.parse(List.of("{\"body\":{\"kind\":[\"a\"]}}"))));
    await().until(() -> queue.deleted.containsAll(List.of("plain", "other")));
    assertThat(batches()).isEmpty();

    queue.send("wanted", "{\"kind\":\"a\"}");

    await().until(() -> queue.deleted.contains("wanted"));
    assertThat(Files.readString(batches().getFirst())).contains("messageId=wanted");
  }

  @Test
  void aBatchHasTheFieldsThatLambdaGives() throws IOException {
    proceed();
    map(new MappingConfiguration(10, Duration.ZERO, OptionalInt.empty(), true));
    queue.send("m1", "hello");

    await().until(() -> queue.deleted.equals(List.of("m1")));
    assertThat(Files.readString(batches().getFirst()))
        .contains("messageId=m1", "receiptHandle=receipt-m1", "body=hello", "md5OfBody=md5")
        .contains("attributes={ApproximateReceiveCount=1}")
        .contains(
            "kind={stringValue=note, stringListValues=[], binaryListValues=[], dataType=String}")
        .contains("eventSource=aws:sqs", "eventSourceARN=" + queue.arn(), "awsRegion=us-east-1");
  }

  @Test
  void messagesThatAreMoreThanAnInvocationTakesGoInSeveralInTheirOrder() throws IOException {
    proceed();
    for (int index = 0; index < 10; index++) {
      queue.send("m" + index, "x".repeat(1024 * 1024 - 100));
    }
    map(new MappingConfiguration(10, Duration.ZERO, OptionalInt.empty(), true));

    await().until(() -> queue.deleted.size() == 10);
    assertThat(batches()).hasSize(2);
  }

  @Test
  void ofAnOrderedQueueTheyFollowEachOtherAsLongAsNothingFails() throws IOException {
    queue.ordered = true;
    for (int index = 0; index < 10; index++) {
      queue.send("m" + index, index == 9 ? "fail" : "x".repeat(1024 * 1024 - 100));
    }
    queue.send("last", "body");
    LambdaFunction function =
        map(new MappingConfiguration(11, Duration.ZERO, OptionalInt.of(2), true));

    await().until(() -> batches().size() == 2);
    for (Path batch : batches()) {
      assertThat(Files.readString(batch)).doesNotContain("messageId=m9");
    }
    assertThat(function.running()).isEqualTo(2);

    proceed();
    await().until(() -> queue.deleted.size() == 10);
    await().until(() -> function.running() == 0);
    assertThat(queue.deleted).hasSize(10).doesNotContain("m9");
  }

  @Test
  void aQueueThatFailsIsAskedAgain() throws IOException {
    proceed();
    queue.failures.set(2);
    send(1);
    map(new MappingConfiguration(10, Duration.ZERO, OptionalInt.of(2), true));

    await().until(() -> queue.deleted.size() == 1);
    assertThat(queue.failures).hasValue(0);
  }

  @Test
  void withoutAMaximumFiveBatchesAreInWorkAndSoonMore() throws IOException {
    send(11);
    LambdaFunction function =
        map(new MappingConfiguration(1, Duration.ZERO, OptionalInt.empty(), true));

    await().until(() -> function.running() == 5);
    await().until(() -> function.running() > 5);
    assertThat(function.running()).isLessThanOrEqualTo(10);

    proceed();
    await().until(() -> queue.deleted.size() == 11);
  }

  @Test
  void whatAFunctionReportsAsFailedStaysInTheQueue() throws IOException {
    proceed();
    map(new MappingConfiguration(10, Duration.ZERO, OptionalInt.empty(), true));
    queue.send("good", "x");
    queue.send("bad", "fail");

    await().until(() -> queue.deleted.equals(List.of("good")));
  }

  @Test
  void aBatchThatFailsOrFindsNoPlaceStaysInTheQueue() throws IOException {
    LambdaFunction function = TestFunctions.worker(directory, OptionalInt.of(1)).start();
    open.add(function);
    queue.send("first", "x");
    start(function, new MappingConfiguration(1, Duration.ZERO, OptionalInt.of(2), true));
    await().until(() -> function.running() == 1);
    queue.send("throttled", "x");
    await().until(queue.waiting::isEmpty);

    queue.send("crashing", "throw");
    await().until(queue.waiting::isEmpty);
    proceed();

    await().until(() -> queue.deleted.contains("first"));
    assertThat(queue.deleted).containsExactly("first");
  }

  @Test
  void drainingReceivesNoMoreAndWaitsForWhatIsInWork() throws Exception {
    send(1);
    LambdaFunction function = function();
    EventSourceMapping mapping =
        start(function, new MappingConfiguration(1, Duration.ZERO, OptionalInt.of(2), true));
    await().until(() -> batches().size() == 1);

    assertThat(mapping.drain(Duration.ofMillis(50))).isFalse();
    send(1);
    proceed();

    await().untilAsserted(() -> assertThat(queue.deleted).hasSize(1));
    assertThat(queue.waiting).hasSize(1);
  }

  private LambdaFunction map(MappingConfiguration configuration) {
    LambdaFunction function = function();
    start(function, configuration);
    return function;
  }

  private EventSourceMapping start(LambdaFunction function, MappingConfiguration configuration) {
    EventSourceMapping mapping =
        new EventSourceMapping(queue, function, configuration, "us-east-1");
    open.add(mapping);
    mapping.start();
    return mapping;
  }

  private LambdaFunction function() {
    LambdaFunction function = TestFunctions.worker(directory, OptionalInt.empty()).start();
    open.add(function);
    return function;
  }

  private void send(int count) {
    for (int index = 0; index < count; index++) {
      queue.send(UUID.randomUUID().toString(), "body");
    }
  }

  private void proceed() throws IOException {
    Files.createFile(directory.resolve("go"));
  }

  private List<Path> batches() throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith("batch-")).toList();
    }
  }
}
