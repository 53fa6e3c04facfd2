package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who is told what of a change.
class EventsTest {
  @TempDir private Path data;
  private Service service;

  @BeforeEach
  void start() {
    service = new Service(data);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void a_queue_is_told_of_keys_with_its_prefix_and_suffix() {
    put("told/a%20b.txt");
    put("told/a.bin");
    put("untold/a.txt");

    assertThat(service.messages).hasSize(1);
    JsonNode record = record(0);
    assertThat(record.path("eventName").asString()).isEqualTo("ObjectCreated:Put");
    assertThat(record.path("eventVersion").asString()).isEqualTo("2.1");
    assertThat(record.at("/s3/object/key").asString()).isEqualTo("told/a+b.txt");
    assertThat(record.at("/s3/object/size").asLong()).isEqualTo(1);
    assertThat(record.at("/s3/object/eTag").asString())
        .isEqualTo("9dd4e461268c8034f5c8564e155c67a6");
    assertThat(record.at("/s3/object").has("versionId")).isFalse();
    assertThat(record.at("/s3/configurationId").asString()).isEqualTo("all");
  }

  @Test
  void a_queue_gets_a_test_message_when_it_is_configured_and_not_after_a_restart() {
    assertThat(service.tests).hasSize(1);
    JsonNode test = JsonMapper.shared().readTree(service.tests.getFirst());
    assertThat(test.propertyNames())
        .containsExactly("Service", "Event", "Time", "Bucket", "RequestId", "HostId");
    assertThat(test.path("Event").asString()).isEqualTo("s3:TestEvent");
    assertThat(test.path("Bucket").asString()).isEqualTo("uploads");
    assertThat(service.raw.call("GET", "/uploads?notification=").element("Queue"))
        .isEqualTo("arn:aws:sqs:us-east-1:000000000000:told");

    stop();
    start();

    assertThat(service.tests).isEmpty();
  }

  @Test
  void copies_completions_and_deletions_have_names_of_their_own() {
    put("told/a.txt");
    service.raw.call(
        "PUT", "/uploads/told/b.txt", Map.of("x-amz-copy-source", "/uploads/told/a.txt"), "");
    String id = service.begin("told/c.txt");
    service.raw.call(
        "POST",
        "/uploads/told/c.txt?uploadId=" + id,
        Map.of(),
        Service.completion(service.part("told/c.txt", id, 1, "x")));
    service.raw.call("DELETE", "/uploads/told/a.txt");
    service.raw.call("DELETE", "/uploads/told/never.txt");

    assertThat(service.messages)
        .extracting(it -> JsonMapper.shared().readTree(it).at("/Records/0/eventName").asString())
        .containsExactly(
            "ObjectCreated:Put",
            "ObjectCreated:Copy",
            "ObjectCreated:CompleteMultipartUpload",
            "ObjectRemoved:Delete");
    assertThat(record(3).at("/s3/object").has("eTag")).isFalse();
    assertThat(service.messages.stream().map(it -> sequencer(it)).toList()).isSorted();
  }

  @Test
  void EventBridge_is_told_of_everything_in_its_own_form() {
    put("any%20key");

    JsonNode event = JsonMapper.shared().readTree(service.bridged.getFirst());
    assertThat(event.path("source").asString()).isEqualTo("aws.s3");
    assertThat(event.path("detail-type").asString()).isEqualTo("Object Created");
    assertThat(event.at("/detail/object/key").asString()).isEqualTo("any key");
    assertThat(event.at("/detail/object/etag").asString()).hasSize(32);
    assertThat(event.at("/detail/reason").asString()).isEqualTo("PutObject");
    assertThat(event.at("/resources/0").asString()).isEqualTo("arn:aws:s3:::uploads");
  }

  @Test
  void deletions_and_tags_have_the_fields_of_their_kind() {
    put("a");
    String tags = "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>";
    service.raw.call("PUT", "/uploads/a?tagging=", Map.of(), tags);
    service.raw.call("DELETE", "/uploads/a?tagging=");
    service.raw.call("DELETE", "/uploads/a");

    assertThat(service.bridged)
        .extracting(it -> event(it).path("detail-type").asString())
        .containsExactly(
            "Object Created", "Object Tags Added", "Object Tags Deleted", "Object Deleted");
    JsonNode tagged = event(service.bridged.get(1));
    assertThat(tagged.at("/detail/object").propertyNames()).containsExactly("key", "etag");
    assertThat(tagged.path("detail").has("reason")).isFalse();
    JsonNode deleted = event(service.bridged.get(3)).path("detail");
    assertThat(deleted.path("object").propertyNames()).containsExactly("key", "sequencer");
    assertThat(deleted.path("event-version").asString()).isEqualTo("1.1");
    assertThat(deleted.path("reason").asString()).isEqualTo("DeleteObject");
    assertThat(deleted.path("deletion-type").asString()).isEqualTo("Permanently Deleted");
    assertThat(deleted.path("requester").asString()).isEqualTo("000000000000");
    assertThat(deleted.path("source-ip-address").asString()).isEqualTo("127.0.0.1");
  }

  @Test
  void a_delete_marker_is_an_object_of_no_bytes() {
    service.raw.call(
        "PUT",
        "/uploads?versioning=",
        Map.of(),
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
    put("told/a.txt");
    service.raw.call("DELETE", "/uploads/told/a.txt");

    JsonNode bridged = event(service.bridged.getLast());
    assertThat(bridged.at("/detail/deletion-type").asString()).isEqualTo("Delete Marker Created");
    assertThat(bridged.at("/detail/object/etag").asString())
        .isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
    assertThat(bridged.at("/detail/object/version-id").asString()).hasSize(32);
    assertThat(event(service.messages.getLast()).at("/Records/0/eventName").asString())
        .isEqualTo("ObjectRemoved:DeleteMarkerCreated");
    assertThat(event(service.messages.getLast()).at("/Records/0/s3/object/eTag").asString())
        .isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
  }

  private static JsonNode event(String json) {
    return JsonMapper.shared().readTree(json);
  }

  private void put(String key) {
    service.raw.call("PUT", "/uploads/" + key, Map.of(), "x");
  }

  private JsonNode record(int index) {
    return JsonMapper.shared().readTree(service.messages.get(index)).path("Records").path(0);
  }

  private static String sequencer(String message) {
    return JsonMapper.shared().readTree(message).at("/Records/0/s3/object/sequencer").asString();
  }
}
