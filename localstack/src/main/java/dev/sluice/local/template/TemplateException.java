package dev.sluice.local.template;

import java.util.List;

/// A template that can't be run here, with every reason found, so that one run shows all of them.
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public TemplateException(List<String> problems) {
    super(
        "The template can't be run here:\n"
            + String.join("\n", problems.stream().map(problem -> "  - " + problem).toList()));
    this.problems = List.copyOf(problems);
  }

  /// One line for each reason, beginning with the logical id it concerns.
  public List<String> problems() {
    return problems;
  }
}
