package dev.sluice.local;

import static dev.sluice.local.Notes.hasNote;
import static dev.sluice.local.Notes.output;
import static dev.sluice.local.Notes.sqs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// A message that can't be done, from its queue through the function's attempts to the dead-letter
/// queue, as the template has it.
class DeadLetterTest {
  @TempDir private Path folder;

  @Test
  void aMessageThatFailsEveryTimeIsADeadLetterAndTheRestOfItsBatchIsDoneOnce() throws IOException {
    try (LocalCloud cloud = Notes.builder().data(folder.resolve("data")).start()) {
      SqsClient sqs = sqs(cloud.endpoint());
      sqs.sendMessageBatch(
          to ->
              to.queueUrl(output(cloud, "Arrivals"))
                  .entries(entry("good"), entry("poison"), entry("better")));

      List<Message> letters = new ArrayList<>();
      for (int attempt = 1; attempt <= 3; attempt++) {
        int made = attempt;
        await().until(() -> attempts(cloud, "poison") == made && hidden(sqs, cloud).equals("1"));
        // What was received and not done is hidden for a minute.
        cloud.clock().advance(Duration.ofMinutes(1));
      }
      await().until(() -> letters.addAll(receive(sqs, output(cloud, "Lost"))));

      Message letter = letters.getFirst();
      assertThat(letter.body()).isEqualTo("poison");
      assertThat(letter.attributes())
          .hasEntrySatisfying(
              MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN,
              arn -> assertThat(output(cloud, "Arrivals")).endsWith(arn.replaceFirst(".*:", "")))
          // Three attempts, and the receive that found it here.
          .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "4");
      assertThat(attempts(cloud, "poison")).isEqualTo(3);
      assertThat(attempts(cloud, "good")).isEqualTo(1);
      assertThat(attempts(cloud, "better")).isEqualTo(1);
      assertThat(hasNote(cloud, "good")).isTrue();
      assertThat(hasNote(cloud, "better")).isTrue();
      assertThat(hasNote(cloud, "poison")).isFalse();
      assertThat(
              sqs.getQueueAttributes(
                      of ->
                          of.queueUrl(output(cloud, "Arrivals"))
                              .attributeNames(
                                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                  .attributes())
          .isEqualTo(
              Map.of(
                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0",
                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0"));
    }
  }

  private long attempts(LocalCloud cloud, String body) throws IOException {
    Path log =
        folder
            .resolve("data/logs")
            .resolve(cloud.function("Keeper").configuration().name() + ".log");
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.endsWith("message " + body)).count();
    }
  }

  private static String hidden(SqsClient sqs, LocalCloud cloud) {
    return String.valueOf(
        sqs.getQueueAttributes(
                of ->
                    of.queueUrl(output(cloud, "Arrivals"))
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes()
            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  private static List<Message> receive(SqsClient sqs, String url) {
    return sqs.receiveMessage(
            of -> of.queueUrl(url).messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private static SendMessageBatchRequestEntry entry(String body) {
    return SendMessageBatchRequestEntry.builder().id(body).messageBody(body).build();
  }
}
