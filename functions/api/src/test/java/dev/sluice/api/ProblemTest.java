package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.http.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
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
}
