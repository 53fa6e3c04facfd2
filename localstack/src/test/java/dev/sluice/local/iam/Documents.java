package dev.sluice.local.iam;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Policies as a template's author writes them, with single quotes.
final class Documents {
  private Documents() {}

  static Policy identity(String... statements) {
    return read(Policy.Kind.IDENTITY, statements);
  }

  static Policy resource(String... statements) {
    return read(Policy.Kind.RESOURCE, statements);
  }

  static List<String> problems(Policy.Kind kind, String document) {
    List<String> problems = new ArrayList<>();
    Policy _ =
        Policy.parse(
            "P",
            kind,
            JsonMapper.shared().readTree(document.replace('\'', '"')),
            problem -> problems.add(problem.toString()));
    return problems;
  }

  private static Policy read(Policy.Kind kind, String... statements) {
    String document =
        "{'Version': '2012-10-17', 'Statement': [" + String.join(",", statements) + "]}";
    return Policy.parse(
        "P",
        kind,
        JsonMapper.shared().readTree(document.replace('\'', '"')),
        problem -> {
          throw new AssertionError(problem.toString());
        });
  }
}
