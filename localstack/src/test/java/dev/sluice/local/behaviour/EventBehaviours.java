package dev.sluice.local.behaviour;

import static dev.sluice.local.behaviour.Sources.api;
import static dev.sluice.local.behaviour.Sources.guide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.behaviour.Behaviour.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a bucket tells a queue, and what it does by itself as time goes by.
final class EventBehaviours {
  private static final String STRUCTURE = guide("notification-content-structure");

  private EventBehaviours() {}

  static Section<OwnCloud> section() {
    return new Section<>(
        "S3: events and time",
        List.of(
            new Behaviour<>(
                "a queue gets a test message when it is configured",
                guide("notification-content-structure"),
                cloud ->
                    assertThat(cloud.bodies(cloud.output("Told")))
                        .singleElement()
                        .satisfies(body -> assertThat(body).contains("s3:TestEvent"))),
            new Behaviour<>(
                "only keys with prefix and suffix are told, encoded as in a form",
                guide("notification-how-to-filtering"),
                cloud -> {
                  Bucket s3 = cloud.telling();
                  s3.stored("told/a.bin", "x");
                  s3.stored("untold/a.txt", "x");
                  s3.stored("told/a%20b%2B%C3%BC.txt", "x");
                  assertThat(records(cloud))
                      .singleElement()
                      .satisfies(
                          record ->
                              assertThat(record.at("/s3/object/key").asString())
                                  .isEqualTo("told/a+b%2B%C3%BC.txt"));
                }),
            new Behaviour<>(
                "an event has the documented fields",
                STRUCTURE,
                cloud -> {
                  Bucket s3 = cloud.telling();
                  s3.stored("told/b.txt", "x");
                  JsonNode record = records(cloud).getFirst();
                  assertThat(record.path("eventVersion").asString()).startsWith("2.");
                  assertThat(record.path("eventSource").asString()).isEqualTo("aws:s3");
                  assertThat(record.path("eventName").asString()).isEqualTo("ObjectCreated:Put");
                  assertThat(record.at("/s3/bucket/name").asString()).isEqualTo(s3.name());
                  assertThat(record.at("/s3/object/size").asLong()).isEqualTo(1);
                  assertThat(record.at("/s3/object/eTag").asString()).hasSize(32);
                  assertThat(record.at("/s3/object/sequencer").asString()).isNotEmpty();
                  assertThat(record.at("/s3/object").has("versionId")).isFalse();
                }),
            new Behaviour<>(
                "copies, forms' and completions have names of their own, one event each",
                guide("notification-how-to-event-types-and-destinations"),
                cloud -> {
                  Bucket s3 = cloud.telling();
                  s3.stored("told/c.txt", "x");
                  s3.copy("told/c.txt", "told/d.txt");
                  String id = s3.begin("told/e.txt");
                  s3.completeOne("told/e.txt", id, s3.partTag("told/e.txt", id, 1, "x"));
                  assertThat(records(cloud))
                      .extracting(record -> record.path("eventName").asString())
                      .containsExactlyInAnyOrder(
                          "ObjectCreated:Put",
                          "ObjectCreated:Copy",
                          "ObjectCreated:CompleteMultipartUpload");
                }),
            new Behaviour<>(
                "expired objects are deleted",
                guide("lifecycle-expire-general-considerations"),
                cloud -> {
                  Bucket s3 = cloud.s3().newBucket();
                  s3.configure(
                      "lifecycle",
                      BucketBehaviours.rules("<Expiration><Days>1</Days></Expiration>"));
                  s3.stored("old/a", "x");
                  s3.stored("new/a", "x");
                  cloud.advance(Duration.ofDays(3));
                  assertThat(s3.head("old/a").status()).isEqualTo(404);
                  assertThat(s3.head("new/a").status()).isEqualTo(200);
                }),
            new Behaviour<>(
                "uploads that nobody completed are aborted",
                guide("mpu-abort-incomplete-mpu-lifecycle-config"),
                cloud -> {
                  Bucket s3 = cloud.s3().newBucket();
                  s3.configure(
                      "lifecycle",
                      BucketBehaviours.rules(
                          "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1"
                              + "</DaysAfterInitiation></AbortIncompleteMultipartUpload>"));
                  String id = s3.begin("old/a");
                  s3.partTag("old/a", id, 1, "x");
                  cloud.advance(Duration.ofDays(3));
                  Bucket.refused(s3.get("old/a?uploadId=" + id), 404, "NoSuchUpload");
                }),
            new Behaviour<>(
                "versions that are no longer current expire",
                api("API_NoncurrentVersionExpiration"),
                cloud -> {
                  Bucket s3 = cloud.s3().newBucket();
                  s3.versioning("Enabled");
                  s3.configure(
                      "lifecycle",
                      BucketBehaviours.rules(
                          "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays>"
                              + "</NoncurrentVersionExpiration>"));
                  s3.stored("old/a", "1");
                  s3.stored("old/a", "2");
                  cloud.advance(Duration.ofDays(3));
                  assertThat(s3.get("?versions=").body().split("<Version>", -1)).hasSize(2);
                  assertThat(s3.get("old/a").body()).isEqualTo("2");
                })));
  }

  /// Takes what the bucket has told.
  private static List<JsonNode> records(OwnCloud cloud) {
    String url = cloud.output("Told");
    List<JsonNode> records = new ArrayList<>();
    for (var message : cloud.receive(url)) {
      for (JsonNode record : JsonMapper.shared().readTree(message.body()).path("Records")) {
        records.add(record);
      }
      cloud.sqs.deleteMessage(it -> it.queueUrl(url).receiptHandle(message.receiptHandle()));
    }
    return records;
  }
}
