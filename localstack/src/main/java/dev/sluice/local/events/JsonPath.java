package dev.sluice.local.events;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The JSON paths that EventBridge takes ("Amazon EventBridge input transformation", user guide):
/// dots, names in brackets, and places in lists. Wildcards are refused.
record JsonPath(List<String> steps) {
  private static final Pattern STEP =
      Pattern.compile("\\.([A-Za-z0-9_-]+)|\\['([^']+)'\\]|\\[(\\d+)\\]");

  /// @throws IllegalArgumentException if it is none
  static JsonPath parse(String text) {
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int end = 1;
    while (step.find() && step.start() == end) {
      steps.add(
          step.group(1) != null
              ? step.group(1)
              : step.group(2) != null ? step.group(2) : step.group(3));
      end = step.end();
    }
    if (!text.startsWith("$") || end != text.length()) {
      throw new IllegalArgumentException("Invalid JSON path: " + text);
    }
    return new JsonPath(List.copyOf(steps));
  }

  JsonNode in(JsonNode event) {
    JsonNode node = event;
    for (String step : steps) {
      node =
          node.isArray() && step.matches("\\d{1,9}")
              ? node.path(Integer.parseInt(step))
              : node.path(step);
    }
    return node;
  }
}
