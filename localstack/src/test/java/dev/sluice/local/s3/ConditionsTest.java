package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Conditional requests, one at a time and in races.
class ConditionsTest {
  private static final Map<String, String> IF_NONE = Map.of("if-none-match", "*");
  private static final int RACERS = 8;

  @TempDir private Path data;
  private Service service;
  private RawS3 raw;

  @BeforeEach
  void start() {
    service = new Service(data);
    raw = service.raw;
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void a_write_may_ask_for_what_is_there_or_for_nothing() {
    String tag = put("a", Map.of(), "1").header("etag").orElseThrow();

    assertThat(put("a", IF_NONE, "2").status()).isEqualTo(412);
    assertThat(put("a", IF_NONE, "2").element("Condition")).isEqualTo("If-None-Match");
    assertThat(put("a", Map.of("if-match", "\"x\""), "2").status()).isEqualTo(412);
    assertThat(put("a", Map.of("if-match", tag), "2").status()).isEqualTo(200);
    assertThat(put("b", Map.of("if-match", tag), "2").code()).isEqualTo("NoSuchKey");
    assertThat(put("b", IF_NONE, "2").status()).isEqualTo(200);
    assertThat(put("a", Map.of("if-none-match", tag), "2").status()).isEqualTo(501);
    assertThat(put("a", Map.of("if-match", "*"), "2").status()).isEqualTo(501);
    assertThat(put("a", Map.of("if-match", tag, "if-none-match", "*"), "2").status())
        .isEqualTo(501);
  }

  @Test
  void a_read_may_ask_for_what_it_knows() {
    String tag = put("a", Map.of(), "1").header("etag").orElseThrow();
    String past = "Thu, 01 Jan 2015 00:00:00 GMT";

    assertThat(get(Map.of("if-match", tag))).isEqualTo(200);
    assertThat(get(Map.of("if-match", "\"x\""))).isEqualTo(412);
    assertThat(get(Map.of("if-none-match", tag))).isEqualTo(304);
    assertThat(get(Map.of("if-none-match", "\"x\""))).isEqualTo(200);
    assertThat(get(Map.of("if-modified-since", past))).isEqualTo(200);
    assertThat(get(Map.of("if-unmodified-since", past))).isEqualTo(412);
    assertThat(get(Map.of("if-match", tag, "if-unmodified-since", past))).isEqualTo(200);
  }

  @Test
  void a_copy_may_ask_of_its_source_and_of_its_target() {
    String tag = put("a", Map.of(), "1").header("etag").orElseThrow();

    assertThat(copy("b", Map.of("x-amz-copy-source-if-match", tag)).status()).isEqualTo(200);
    assertThat(copy("b", Map.of("x-amz-copy-source-if-none-match", tag)).status()).isEqualTo(412);
    assertThat(copy("b", IF_NONE).status()).isEqualTo(412);
    assertThat(copy("c", IF_NONE).status()).isEqualTo(200);
  }

  @Test
  void a_deletion_may_ask_for_what_it_deletes() {
    String tag = put("a", Map.of(), "1").header("etag").orElseThrow();

    assertThat(raw.call("DELETE", "/uploads/a", Map.of("if-match", "\"x\""), "").status())
        .isEqualTo(412);
    assertThat(raw.call("DELETE", "/uploads/a", Map.of("if-match", tag), "").status())
        .isEqualTo(204);
  }

  @Test
  void a_completion_conflicts_with_what_happened_to_the_key_meanwhile() {
    put("a", Map.of(), "1");
    String id = service.begin("a");
    String part = service.part("a", id, 1, "x");

    assertThat(complete("a", id, part, IF_NONE).status()).isEqualTo(412);
    raw.call("DELETE", "/uploads/a");
    RawS3.Answer conflict = complete("a", id, part, IF_NONE);
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.code()).isEqualTo("ConditionalRequestConflict");

    String tag = put("a", Map.of(), "2").header("etag").orElseThrow();
    assertThat(complete("a", id, part, Map.of("if-match", tag)).status()).isEqualTo(409);
    assertThat(complete("a", id, part, Map.of()).status()).isEqualTo(200);
  }

  @Test
  void of_racing_creations_one_wins() throws Exception {
    assertThat(race(racer -> put("raced", IF_NONE, "content of " + racer).status()))
        .containsOnlyOnce(200)
        .containsOnly(200, 412);
  }

  @Test
  void of_racing_completions_one_wins() throws Exception {
    List<String> ids = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (int racer = 0; racer < RACERS; racer++) {
      ids.add(service.begin("raced"));
      parts.add(service.part("raced", ids.get(racer), 1, "content of " + racer));
    }

    assertThat(race(racer -> complete("raced", ids.get(racer), parts.get(racer), IF_NONE).status()))
        .containsOnlyOnce(200)
        .containsOnly(200, 412);
  }

  @Test
  void of_racing_replacements_of_one_state_one_wins() throws Exception {
    String tag = put("raced", Map.of(), "before").header("etag").orElseThrow();

    assertThat(race(racer -> put("raced", Map.of("if-match", tag), "content of " + racer).status()))
        .containsOnlyOnce(200)
        .containsOnly(200, 412);
  }

  private RawS3.Answer put(String key, Map<String, String> headers, String body) {
    return raw.call("PUT", "/uploads/" + key, headers, body);
  }

  private int get(Map<String, String> headers) {
    int head = raw.call("HEAD", "/uploads/a", headers, "").status();
    assertThat(raw.call("GET", "/uploads/a", headers, "").status()).isEqualTo(head);
    return head;
  }

  private RawS3.Answer copy(String key, Map<String, String> headers) {
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put("x-amz-copy-source", "/uploads/a");
    return raw.call("PUT", "/uploads/" + key, all, "");
  }

  private RawS3.Answer complete(String key, String id, String part, Map<String, String> headers) {
    return raw.call(
        "POST", "/uploads/" + key + "?uploadId=" + id, headers, Service.completion(part));
  }

  private static List<Integer> race(IntFunction<Integer> racer) throws Exception {
    List<Integer> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        int number = i;
        running.add(threads.submit(() -> racer.apply(number)));
      }
      for (Future<Integer> one : running) {
        results.add(one.get());
      }
    }
    return results;
  }
}
