package dev.sluice.local.behaviour;

import static dev.sluice.local.behaviour.Bucket.refused;
import static dev.sluice.local.behaviour.Sources.api;
import static dev.sluice.local.behaviour.Sources.guide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.behaviour.Behaviour.Section;
import dev.sluice.local.s3.RawS3.Answer;
import java.util.ArrayList;
import java.util.List;

/// Requests that hold only in a certain state.
final class ConditionBehaviours {
  private static final String WRITES = guide("conditional-writes");
  private static final String READS = guide("conditional-reads");
  private static final String[] NONE = {"if-none-match", "*"};

  private ConditionBehaviours() {}

  static Section<Bucket> section() {
    return new Section<>(
        "S3: conditions",
        List.of(
            new Behaviour<>(
                "PUT with If-None-Match: * creates and never replaces",
                WRITES,
                s3 -> {
                  s3.stored("a", "1", NONE);
                  refused(s3.put("a", "2", NONE), 412, "PreconditionFailed");
                  assertThat(s3.get("a").body()).isEqualTo("1");
                }),
            new Behaviour<>(
                "PUT with If-Match replaces only what it names",
                WRITES,
                s3 -> {
                  String tag = s3.stored("a", "1");
                  refused(s3.put("a", "2", "if-match", "\"x\""), 412, "PreconditionFailed");
                  assertThat(s3.put("a", "2", "if-match", tag).status()).isEqualTo(200);
                  refused(s3.put("never", "2", "if-match", tag), 404, "NoSuchKey");
                }),
            new Behaviour<>(
                "of racing creations one wins",
                WRITES,
                s3 ->
                    assertThat(s3.race(number -> s3.put("a", "by " + number, NONE).status()))
                        .containsOnlyOnce(200)),
            new Behaviour<>(
                "completion with If-None-Match: * never replaces",
                WRITES,
                s3 -> {
                  s3.stored("a", "1");
                  String id = s3.begin("a");
                  String tag = s3.partTag("a", id, 1, "x");
                  refused(s3.completeOne("a", id, tag, NONE), 412, "PreconditionFailed");
                  assertThat(s3.get("a").body()).isEqualTo("1");
                }),
            new Behaviour<>(
                "of racing completions one wins",
                WRITES,
                s3 -> {
                  List<String> ids = new ArrayList<>();
                  List<String> tags = new ArrayList<>();
                  for (int racer = 0; racer < 8; racer++) {
                    ids.add(s3.begin("a"));
                    tags.add(s3.partTag("a", ids.getLast(), 1, "by " + racer));
                  }
                  assertThat(
                          s3.race(
                              racer ->
                                  s3.completeOne("a", ids.get(racer), tags.get(racer), NONE)
                                      .status()))
                      .containsOnlyOnce(200);
                }),
            new Behaviour<>(
                "a key deleted during a conditional completion is a conflict, 409",
                WRITES,
                s3 -> {
                  s3.stored("a", "1");
                  String id = s3.begin("a");
                  String tag = s3.partTag("a", id, 1, "x");
                  s3.delete("a");
                  refused(s3.completeOne("a", id, tag, NONE), 409, "ConditionalRequestConflict");
                }),
            new Behaviour<>(
                "GET and HEAD with If-Match and If-None-Match",
                READS,
                s3 -> {
                  String tag = s3.stored("a", "1");
                  refused(s3.get("a", "if-match", "\"x\""), 412, "PreconditionFailed");
                  assertThat(s3.head("a", "if-match", "\"x\"").status()).isEqualTo(412);
                  assertThat(s3.get("a", "if-match", tag).status()).isEqualTo(200);
                  assertThat(s3.get("a", "if-none-match", tag).status()).isEqualTo(304);
                  assertThat(s3.head("a", "if-none-match", tag).status()).isEqualTo(304);
                }),
            new Behaviour<>(
                "If-Modified-Since and If-Unmodified-Since; If-Match counts more",
                api("API_GetObject"),
                s3 -> {
                  String tag = s3.stored("a", "1");
                  String past = "Thu, 01 Jan 2015 00:00:00 GMT";
                  String now = s3.head("a").header("last-modified").orElseThrow();
                  assertThat(s3.get("a", "if-modified-since", past).status()).isEqualTo(200);
                  assertThat(s3.get("a", "if-modified-since", now).status()).isEqualTo(304);
                  assertThat(s3.get("a", "if-unmodified-since", past).status()).isEqualTo(412);
                  Answer both = s3.get("a", "if-match", tag, "if-unmodified-since", past);
                  assertThat(both.status()).isEqualTo(200);
                }),
            new Behaviour<>(
                "DELETE with If-Match",
                guide("conditional-deletes"),
                s3 -> {
                  String tag = s3.stored("a", "1");
                  refused(s3.delete("a", "if-match", "\"x\""), 412, "PreconditionFailed");
                  assertThat(s3.delete("a", "if-match", tag).status()).isEqualTo(204);
                  assertThat(s3.head("a").status()).isEqualTo(404);
                }),
            new Behaviour<>(
                "a copy may ask of its source",
                api("API_CopyObject"),
                s3 -> {
                  String tag = s3.stored("a", "1");
                  Answer other = s3.copy("a", "b", "x-amz-copy-source-if-none-match", tag);
                  refused(other, 412, "PreconditionFailed");
                  assertThat(s3.copy("a", "b", "x-amz-copy-source-if-match", tag).status())
                      .isEqualTo(200);
                })));
  }
}
