package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.http.HttpResponse;
import dev.sluice.core.upload.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The slugs are a contract, and docs/api.md is where it is written down.
class ProblemTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9, ]+) \\| `([a-z-]+)` \\|");

  /// API Gateway's own; infra-cdk's GatewayProblem.
  private static final String OF_THE_GATEWAY = "429 too-many-requests";

  @Test
  void every_problem_is_documented_with_its_status_and_none_besides() throws IOException {
    Set<String> documented = new TreeSet<>();
    Matcher row =
        ROW.matcher(
            Files.readString(Path.of(System.getProperty("sluice.home")).resolve("docs/api.md")));
    while (row.find()) {
      documented.add(row.group(1).replaceFirst(",.*", "") + " " + row.group(2));
    }

    Set<String> all = new TreeSet<>(Set.of(OF_THE_GATEWAY));
    for (Problem problem : Problem.values()) {
      HttpResponse response = problem.with("detail");
      String type = JsonMapper.shared().readTree(response.body()).path("type").asString();
      all.add(response.status() + " " + type.substring(type.lastIndexOf('/') + 1));
    }
    assertThat(documented).isEqualTo(all);
  }

  @Test
  void a_missing_object_is_sent_by_the_planned_PUT() {
    JsonNode body = incomplete(new Refusal.NoObject());

    assertThat(body.path("detail").stringValue()).contains("the planned PUT");
    assertThat(body.has("missing")).isFalse();
  }

  @Test
  void missing_parts_are_named() {
    JsonNode body = incomplete(new Refusal.Incomplete(List.of(1, 3)));

    assertThat(body.path("detail").stringValue()).contains("parts").doesNotContain("PUT");
    assertThat(body.path("missing")).hasToString("[1,3]");
  }

  @Test
  void parts_that_S3_has_given_up_need_a_new_upload() {
    JsonNode body = incomplete(new Refusal.PartsGone());

    assertThat(body.path("detail").stringValue()).contains("a new upload").doesNotContain("PUT");
    assertThat(body.has("missing")).isFalse();
  }

  private static JsonNode incomplete(Refusal refusal) {
    JsonNode body = JsonMapper.shared().readTree(Problem.of(refusal).body());
    assertThat(body.path("type").stringValue()).endsWith("/incomplete");
    return body;
  }
}
