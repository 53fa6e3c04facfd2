package dev.sluice.local.behaviour;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// A queue that feeds a function.
///
/// @param directory where the function writes each batch it gets
record Feed(OwnCloud cloud, String url, Path directory) {
  void send(String... bodies) {
    for (String body : bodies) {
      cloud.sqs.sendMessage(
          it ->
              it.queueUrl(url)
                  .messageBody(body)
                  .messageAttributes(
                      Map.of(
                          "kind",
                          MessageAttributeValue.builder()
                              .dataType("String")
                              .stringValue("note")
                              .build())));
    }
  }

  /// Every event with that text in it that the function got.
  List<String> batches(String text) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("batch-"))
          .map(Feed::read)
          .filter(event -> event.contains(text))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitBatches(String text, int count) {
    await().until(() -> batches(text).size() == count);
  }

  /// Waits until the queue has no message to give and so many that were given and not deleted.
  void awaitHidden(int count) {
    await()
        .until(
            () -> {
              Map<String, String> attributes = cloud.attributes(url);
              return "0".equals(attributes.get("ApproximateNumberOfMessages"))
                  && Integer.toString(count)
                      .equals(attributes.get("ApproximateNumberOfMessagesNotVisible"));
            });
  }

  /// Until what was not deleted is given again.
  void visibilityEnds() {
    cloud.advance(Duration.ofSeconds(OwnTemplate.VISIBILITY_SECONDS));
  }

  /// Lets messages that say "wait" end.
  void go() throws IOException {
    Files.createFile(directory.resolve("go"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
