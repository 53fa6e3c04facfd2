package dev.sluice.local.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Puts resources behind those they refer to or depend on, and names the members of a cycle.
final class DependencyOrder {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!{}.][^{}.]*)(\\.[^{}]*)?}");

  private final Map<String, Set<String>> needs = new LinkedHashMap<>();
  private final Set<String> done = new LinkedHashSet<>();
  private final List<String> path = new ArrayList<>();
  private final Problems problems;

  private DependencyOrder(Problems problems) {
    this.problems = problems;
  }

  /// @param declared the template's resources, also those that a condition leaves out
  static List<String> of(
      Map<String, JsonNode> resources, Collection<String> declared, Problems problems) {
    DependencyOrder order = new DependencyOrder(problems);
    resources.forEach(
        (logicalId, resource) -> {
          Set<String> found = references(resource.path("Properties"));
          for (String needed : dependsOn(resource.path("DependsOn"))) {
            if (!declared.contains(needed)) {
              problems.add(logicalId, "DependsOn names no resource of the template: " + needed);
            }
            found.add(needed);
          }
          found.retainAll(resources.keySet());
          order.needs.put(logicalId, found);
        });
    resources.keySet().forEach(order::visit);
    return List.copyOf(order.done);
  }

  private static List<String> dependsOn(JsonNode names) {
    return names.isString()
        ? List.of(names.stringValue())
        : names.valueStream().map(one -> one.asString("")).toList();
  }

  private void visit(String logicalId) {
    if (done.contains(logicalId)) {
      return;
    }
    int start = path.indexOf(logicalId);
    if (start >= 0) {
      problems.add(
          logicalId,
          "depends on itself: "
              + String.join(" → ", path.subList(start, path.size()))
              + " → "
              + logicalId);
      return;
    }
    path.add(logicalId);
    needs.getOrDefault(logicalId, Set.of()).forEach(this::visit);
    path.removeLast();
    done.add(logicalId);
  }

  /// The names a node refers to, sorted.
  static Set<String> references(JsonNode node) {
    Set<String> found = new TreeSet<>();
    references(node, found);
    return found;
  }

  private static void references(JsonNode node, Set<String> found) {
    if (node.isContainer()) {
      if (node.path("Ref").isString()) {
        found.add(node.get("Ref").stringValue());
      }
      JsonNode attribute = node.path("Fn::GetAtt");
      if (attribute.isArray()) {
        found.add(attribute.path(0).asString(""));
      } else if (attribute.isString()) {
        found.add(attribute.stringValue().split("\\.", 2)[0]);
      }
      JsonNode substitution = node.path("Fn::Sub");
      String pattern =
          substitution.isArray() ? substitution.path(0).asString("") : substitution.asString("");
      Matcher placeholder = PLACEHOLDER.matcher(pattern);
      while (placeholder.find()) {
        found.add(placeholder.group(1).strip());
      }
      node.forEach(child -> references(child, found));
    }
  }
}
