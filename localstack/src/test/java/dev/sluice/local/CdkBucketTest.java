package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What CDK writes for a bucket that tells a queue, a function and EventBridge, and for code in a
/// jar. The template is CDK's own: `BucketTemplateTest` of `infra-cdk` has the program that
/// synthesized it, and fails when CDK writes another.
class CdkBucketTest {
  @TempDir private Path folder;
  private LocalCloud cloud;
  private S3Client s3;

  @BeforeEach
  void start() throws IOException {
    jar(folder.resolve("app.jar"), "example/functions/Gate.class");
    cloud =
        LocalCloud.builder(Notes.resource("cdk-bucket.template.json"))
            .codeBase(folder)
            .data(folder.resolve("data"))
            .start();
    s3 = Notes.s3(cloud.endpoint());
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void aQueueIsToldOfWhatFitsItsFilter() {
    put("in/cat.jpg");
    put("in/cat.txt");

    await()
        .untilAsserted(
            () -> assertThat(received("Inbox")).anyMatch(body -> body.contains("in/cat.jpg")));
    assertThat(received("Inbox")).noneMatch(body -> body.contains("in/cat.txt"));
  }

  @Test
  void aFunctionIsInvokedWhoseCodeIsAJar() {
    put("out/dog.txt");

    await()
        .untilAsserted(
            () ->
                assertThat(cloud.recorder().calls())
                    .anyMatch(
                        call ->
                            call.principal().equals("s3.amazonaws.com")
                                && call.operation().equals("Invoke")
                                && call.status() < 300));
    Path log =
        folder
            .resolve("data/logs")
            .resolve(cloud.function("Clerk22DA5872").configuration().name() + ".log");
    await().untilAsserted(() -> assertThat(log).content().contains("REPORT"));
    assertThat(log).content().doesNotContain("ClassNotFound");
  }

  @Test
  void everyEventReachesTheBus() {
    put("elsewhere/bird");

    await()
        .untilAsserted(
            () ->
                assertThat(received("Changes"))
                    .anyMatch(it -> it.contains("elsewhere/bird") && it.contains("aws.s3")));
  }

  @Test
  void theBucketHasTheConfigurationAsIfItWereItsOwn() {
    GetBucketNotificationConfigurationResponse configuration =
        s3.getBucketNotificationConfiguration(of -> of.bucket(bucket()));

    assertThat(configuration.eventBridgeConfiguration()).isNotNull();
    assertThat(configuration.queueConfigurations())
        .flatExtracting(queue -> queue.events())
        .containsExactlyInAnyOrder(Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED);
    assertThat(configuration.lambdaFunctionConfigurations()).hasSize(1);
  }

  @Test
  void whatOnlyServesCdksOwnResourcesIsLeftOutAndSaid() {
    assertThat(cloud.remarks())
        .filteredOn(remark -> remark.startsWith("Left out"))
        .singleElement()
        .asString()
        .contains(
            "BucketNotificationsHandler",
            "CustomS3AutoDeleteObjectsCustomResourceProviderHandler",
            "LogRetention")
        .doesNotContain("Clerk");
  }

  private void put(String key) {
    var _ = s3.putObject(to -> to.bucket(bucket()).key(key), RequestBody.fromString("x"));
  }

  private String bucket() {
    return s3.listBuckets().buckets().getFirst().name();
  }

  private List<String> received(String queue) {
    SqsClient sqs = Notes.sqs(cloud.endpoint());
    List<String> bodies = new ArrayList<>();
    for (String url : sqs.listQueues().queueUrls()) {
      if (url.contains("-" + queue)) {
        sqs.receiveMessage(from -> from.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0))
            .messages()
            .forEach(message -> bodies.add(message.body()));
      }
    }
    return bodies;
  }

  private static void jar(Path file, String entry) throws IOException {
    try (OutputStream bytes = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(bytes)) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(Files.readAllBytes(Path.of("target/test-classes").resolve(entry)));
    }
  }
}
