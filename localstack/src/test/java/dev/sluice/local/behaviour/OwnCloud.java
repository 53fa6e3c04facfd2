package dev.sluice.local.behaviour;

import dev.sluice.local.LocalCloud;
import dev.sluice.local.http.SignedRequests;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// The local cloud with a bucket that tells a queue, and queues that feed functions.
final class OwnCloud implements AutoCloseable {
  private final LocalCloud cloud;
  private final Path folder;
  final SqsClient sqs;
  final SignedRequests signed = new SignedRequests("sqs");

  OwnCloud(Path folder) throws IOException {
    this.folder = folder;
    Path template =
        Files.writeString(folder.resolve("own.template.json"), OwnTemplate.json(folder));
    cloud = start(template, folder.resolve("data"));
    sqs =
        SqsClient.builder()
            .endpointOverride(cloud.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  static LocalCloud start(Path template, Path data) {
    return LocalCloud.builder(template).codeBase(Path.of("target")).data(data).start();
  }

  /// Tries to start another cloud.
  void create(String template) throws IOException {
    String name = UUID.randomUUID().toString();
    Path file = Files.writeString(folder.resolve(name + ".json"), template);
    start(file, folder.resolve(name)).close();
  }

  S3Site s3() {
    return new S3Site(cloud.endpoint().getPort(), "test", "test", "s3.localhost");
  }

  URI endpoint() {
    return cloud.endpoint();
  }

  /// The bucket that tells the queue `told` of keys `told/….txt`.
  Bucket telling() {
    return new Bucket(s3(), output("Telling"));
  }

  String output(String name) {
    return Objects.requireNonNull(cloud.outputs().get(name), name);
  }

  void advance(Duration time) {
    cloud.clock().advance(time);
  }

  /// The queue that feeds the function of that name, and what came to it.
  Feed feed(String name) {
    return new Feed(this, output(name), folder.resolve(name));
  }

  String newQueue(Map<QueueAttributeName, String> attributes) {
    return sqs.createQueue(it -> it.queueName("queue-" + UUID.randomUUID()).attributes(attributes))
        .queueUrl();
  }

  /// One that is first in, first out.
  String newFifoQueue() {
    return sqs.createQueue(
            it ->
                it.queueName("queue-" + UUID.randomUUID() + ".fifo")
                    .attributesWithStrings(
                        Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true")))
        .queueUrl();
  }

  String newQueue() {
    return newQueue(Map.of());
  }

  String send(String url, String body) {
    return sqs.sendMessage(it -> it.queueUrl(url).messageBody(body)).messageId();
  }

  SendMessageResponse sendTo(String url, String group, String body) {
    return sqs.sendMessage(it -> it.queueUrl(url).messageGroupId(group).messageBody(body));
  }

  List<Message> receive(String url) {
    return sqs.receiveMessage(
            it ->
                it.queueUrl(url)
                    .maxNumberOfMessages(10)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  List<String> bodies(String url) {
    return receive(url).stream().map(Message::body).toList();
  }

  /// The queue's counts and settings.
  Map<String, String> attributes(String url) {
    return new LinkedHashMap<>(
        sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributesAsStrings());
  }

  @Override
  public void close() {
    sqs.close();
    signed.close();
    cloud.close();
  }
}
