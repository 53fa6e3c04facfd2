package dev.sluice.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Says where two templates differ: one line a place, with its path.
final class TemplateDifference {

  private static final int LONGEST_VALUE = 120;

  private final List<String> lines = new ArrayList<>();

  private TemplateDifference() {}

  static List<String> between(String before, String after) {
    if (before.equals(after)) {
      return List.of();
    }
    var difference = new TemplateDifference();
    JsonMapper mapper = JsonMapper.shared();
    difference.compare("", mapper.readTree(before), mapper.readTree(after));
    // Edited by hand: the same template, laid out otherwise.
    return difference.lines.isEmpty() ? List.of("the layout only") : difference.lines;
  }

  private void compare(String path, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      var names = new TreeSet<>(before.propertyNames());
      names.addAll(after.propertyNames());
      for (String name : names) {
        compare(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name));
      }
    } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
      for (int index = 0; index < before.size(); index++) {
        compare(path + "[" + index + "]", before.get(index), after.get(index));
      }
    } else if (before.isMissingNode()) {
      lines.add("+ " + path + ": " + brief(after));
    } else if (after.isMissingNode()) {
      lines.add("- " + path + ": " + brief(before));
    } else {
      lines.add("~ " + path + ": " + brief(before) + " → " + brief(after));
    }
  }

  private static String brief(JsonNode value) {
    String text = value.toString();
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
  }
}
