package dev.sluice.local.behaviour;

import static dev.sluice.local.behaviour.Sources.lambda;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.behaviour.Behaviour.Section;
import java.time.Duration;
import java.util.List;

/// Queues as event sources of functions.
final class MappingBehaviours {
  private static final String WITH_SQS = lambda("with-sqs");
  private static final String ERRORS = lambda("services-sqs-errorhandling");
  private static final String CONFIGURE = lambda("services-sqs-configure");
  private static final String SCALING = lambda("services-sqs-scaling");

  private MappingBehaviours() {}

  static Section<OwnCloud> section() {
    return new Section<>(
        "Lambda: queues as event sources",
        List.of(
            new Behaviour<>(
                "a batch has the documented fields",
                WITH_SQS,
                cloud -> {
                  Feed feed = cloud.feed("Wide");
                  feed.send("fields");
                  feed.awaitBatches("body=fields", 1);
                  assertThat(feed.batches("body=fields").getFirst())
                      .contains("messageId=", "receiptHandle=", "md5OfBody=", "messageAttributes={")
                      .contains("ApproximateReceiveCount=1", "SentTimestamp=", "SenderId=")
                      .contains("ApproximateFirstReceiveTimestamp=", "stringValue=note")
                      .contains("eventSource=aws:sqs", "eventSourceARN=arn:aws:sqs:us-east-1:")
                      .contains("awsRegion=us-east-1");
                }),
            new Behaviour<>(
                "what the function did is deleted",
                WITH_SQS,
                cloud -> {
                  Feed feed = cloud.feed("Wide");
                  feed.send("done");
                  feed.awaitBatches("body=done", 1);
                  feed.awaitHidden(0);
                }),
            new Behaviour<>(
                "a batch waits until it is full or its window ends",
                WITH_SQS,
                cloud -> {
                  Feed feed = cloud.feed("Whole");
                  feed.send("one", "two", "three");
                  feed.awaitBatches("body=three", 1);
                  assertThat(feed.batches("body=three").getFirst())
                      .contains("body=one", "body=two");
                }),
            new Behaviour<>(
                "an error of the function brings the whole batch back after the visibility timeout",
                ERRORS,
                cloud -> {
                  Feed feed = cloud.feed("Whole");
                  feed.send("throw", "beside", "beside");
                  feed.awaitBatches("body=throw", 1);
                  feed.awaitHidden(3);
                  feed.visibilityEnds();
                  feed.awaitBatches("body=throw", 2);
                  feed.awaitHidden(0);
                }),
            new Behaviour<>(
                "without ReportBatchItemFailures the answer does not count",
                ERRORS,
                cloud -> {
                  Feed feed = cloud.feed("Whole");
                  feed.send("fail", "ignored", "ignored");
                  feed.awaitBatches("body=ignored", 1);
                  feed.awaitHidden(0);
                }),
            new Behaviour<>(
                "with it only the messages that were named come back",
                ERRORS,
                cloud -> {
                  Feed feed = cloud.feed("Partial");
                  feed.send("fail", "good", "better");
                  feed.awaitBatches("body=good", 1);
                  feed.awaitHidden(1);
                  cloud.sqs.purgeQueue(it -> it.queueUrl(feed.url()));
                }),
            new Behaviour<>(
                "an empty answer is a success",
                ERRORS,
                cloud -> {
                  Feed feed = cloud.feed("Partial");
                  feed.send("nothing", "empty", "empty");
                  feed.awaitBatches("body=empty", 1);
                  feed.awaitHidden(0);
                }),
            new Behaviour<>(
                "an identifier of no message fails the whole batch",
                ERRORS,
                cloud -> {
                  Feed feed = cloud.feed("Partial");
                  feed.send("fail nobody", "affected", "affected");
                  feed.awaitBatches("body=affected", 1);
                  feed.awaitHidden(3);
                  cloud.sqs.purgeQueue(it -> it.queueUrl(feed.url()));
                }),
            new Behaviour<>(
                "a timeout is an error",
                lambda("configuration-timeout"),
                cloud -> {
                  Feed feed = cloud.feed("Slow");
                  feed.send("sleep");
                  feed.awaitBatches("body=sleep", 1);
                  await()
                      .untilAsserted(
                          () -> {
                            feed.visibilityEnds();
                            feed.awaitBatches("ApproximateReceiveCount=2", 1);
                          });
                  feed.awaitHidden(0);
                }),
            new Behaviour<>(
                "after maxReceiveCount a message is in the dead-letter queue",
                ERRORS,
                cloud -> {
                  Feed feed = cloud.feed("Doomed");
                  feed.send("throw always");
                  for (int attempt = 1; attempt <= 2; attempt++) {
                    feed.awaitBatches("throw always", attempt);
                    feed.awaitHidden(1);
                    feed.visibilityEnds();
                  }
                  await().until(() -> cloud.bodies(cloud.output("Dead")).contains("throw always"));
                  assertThat(feed.batches("throw always")).hasSize(2);
                }),
            new Behaviour<>(
                "never more at once than the maximum concurrency",
                SCALING,
                cloud -> {
                  Feed feed = cloud.feed("Narrow");
                  feed.send("wait", "wait", "wait", "wait");
                  feed.awaitBatches("body=wait", 2);
                  await()
                      .during(Duration.ofMillis(300))
                      .until(() -> feed.batches("body=wait").size() == 2);
                  feed.go();
                  feed.awaitHidden(0);
                  assertThat(feed.batches("body=wait")).hasSize(4);
                }),
            new Behaviour<>(
                "an event that is throttled comes again",
                SCALING,
                cloud -> {
                  Feed feed = cloud.feed("Reserved");
                  feed.send("wait");
                  feed.awaitBatches("body=wait", 1);
                  feed.send("throttled");
                  feed.awaitHidden(2);
                  feed.go();
                  feed.awaitHidden(1);
                  feed.visibilityEnds();
                  feed.awaitBatches("body=throttled", 1);
                  assertThat(feed.batches("body=throttled").getFirst())
                      .doesNotContain("ApproximateReceiveCount=1,");
                }),
            new Behaviour<>(
                "concurrency grows beyond five while messages wait",
                SCALING,
                cloud -> {
                  Feed feed = cloud.feed("Wide");
                  feed.send("wait", "wait", "wait", "wait", "wait", "wait", "wait");
                  try {
                    await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> feed.batches("body=wait").size() == 7);
                  } finally {
                    feed.go();
                  }
                }),
            new Behaviour<>(
                "of a FIFO queue's group there is never more than one batch, and in order",
                SCALING,
                cloud -> {
                  Feed feed = cloud.feed("Ordered");
                  cloud.sendTo(feed.url(), "a", "wait");
                  cloud.sendTo(feed.url(), "a", "second");
                  cloud.sendTo(feed.url(), "b", "beside");
                  feed.awaitBatches("body=beside", 1);
                  assertThat(feed.batches("body=second")).isEmpty();
                  feed.go();
                  feed.awaitBatches("body=second", 1);
                  assertThat(feed.batches("body=second").getFirst())
                      .contains("MessageGroupId=a", "MessageDeduplicationId=", "SequenceNumber=");
                  feed.awaitHidden(0);
                }),
            new Behaviour<>(
                "what failed comes back before what is behind it in its group",
                ERRORS,
                cloud -> {
                  Feed feed = cloud.feed("Ordered");
                  cloud.sendTo(feed.url(), "c", "throw");
                  cloud.sendTo(feed.url(), "c", "behind");
                  cloud.sendTo(feed.url(), "d", "aside");
                  feed.awaitBatches("body=throw", 1);
                  feed.awaitBatches("body=aside", 1);
                  assertThat(feed.batches("body=behind")).isEmpty();
                  feed.visibilityEnds();
                  feed.awaitBatches("body=behind", 1);
                  assertThat(feed.batches("body=throw")).hasSize(2);
                }),
            new Behaviour<>(
                "batches of a FIFO queue have no window and 10 messages at most",
                CONFIGURE,
                cloud -> {
                  for (String mapping :
                      List.of("\"BatchSize\": 11", "\"MaximumBatchingWindowInSeconds\": 1")) {
                    assertThatThrownBy(() -> cloud.create(OwnTemplate.singleFifo(mapping)))
                        .hasMessageContaining("OneMapping");
                  }
                }),
            new Behaviour<>(
                "more than 10 messages need a window of a second",
                CONFIGURE,
                cloud -> {
                  cloud.create(
                      OwnTemplate.single(
                          "\"BatchSize\": 11, \"MaximumBatchingWindowInSeconds\": 1", "", 30));
                  assertThatThrownBy(
                          () -> cloud.create(OwnTemplate.single("\"BatchSize\": 11", "", 30)))
                      .hasMessageContaining("BatchSize");
                }),
            new Behaviour<>(
                "a queue that hides for less than the function's timeout is refused",
                CONFIGURE,
                cloud ->
                    assertThatThrownBy(
                            () ->
                                cloud.create(
                                    OwnTemplate.single(
                                        "\"BatchSize\": 1", ", \"Timeout\": 31", 30)))
                        .hasMessageContaining("timeout")),
            new Behaviour<>(
                "a role that may not receive is refused",
                CONFIGURE,
                cloud ->
                    assertThatThrownBy(
                            () -> cloud.create(OwnTemplate.single("", "\"BatchSize\": 1", "", 30)))
                        .hasMessageContaining(
                            "does not have permissions to call ReceiveMessage"))));
  }
}
