package dev.sluice.local.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// An event pattern ("Creating Amazon EventBridge event patterns", EventBridge user guide): every
/// field has to fit, and a field's list fits if one of its elements does. A field is known by the
/// names on the way to it, joined by dots, so `{"a": {"b": …}}` and `{"a.b": …}` are the same, in
/// patterns and in events.
public final class EventPattern {
  private static final String OR = "$or";

  /// "Using Or matching": a pattern stands for no more combinations of fields than these.
  private static final int MOST_COMBINATIONS = 1_000;

  /// What stands in a list is an operator, not the alternative of an `$or`, if it has such a field.
  private static final Set<String> OPERATORS =
      Set.of(
          "prefix",
          "suffix",
          "equals-ignore-case",
          "wildcard",
          "anything-but",
          "numeric",
          "exists",
          "cidr");

  /// A field that has to fit.
  private record Field(String path, List<ValuePattern> wanted) {}

  /// One of them is enough.
  private final List<List<Field>> combinations;

  private EventPattern(List<List<Field>> combinations) {
    this.combinations = combinations;
  }

  /// Reads a pattern.
  ///
  /// @throws IllegalArgumentException if EventBridge would not take it, in its words
  public static EventPattern parse(JsonNode json) {
    try {
      require(json.isObject(), "Filter is not an object");
      require(!json.isEmpty(), "Empty objects are not allowed");
      return new EventPattern(combinations(json, ""));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "Event pattern is not valid. Reason: " + wrong.getMessage(), wrong);
    }
  }

  public boolean matches(JsonNode event) {
    Map<String, List<Leaf>> leaves = Leaf.byPath(event);
    return combinations.stream().anyMatch(fields -> fit(fields, Map.of(), leaves));
  }

  /// @param elements the elements of lists that the fields before have been found in: of one list
  ///   of objects, all fields have to be found in the same object
  private static boolean fit(
      List<Field> fields, Map<String, Integer> elements, Map<String, List<Leaf>> leaves) {
    if (fields.isEmpty()) {
      return true;
    }
    Field field = fields.getFirst();
    List<Field> rest = fields.subList(1, fields.size());
    List<Leaf> found = leaves.getOrDefault(field.path(), List.of());
    if (found.isEmpty()) {
      return field.wanted().stream().anyMatch(ValuePattern::fitsAbsence)
          && fit(rest, elements, leaves);
    }
    return found.stream()
        .filter(leaf -> leaf.agreesWith(elements))
        .filter(leaf -> field.wanted().stream().anyMatch(one -> one.fits(leaf.value())))
        .anyMatch(leaf -> fit(rest, leaf.with(elements), leaves));
  }

  private static List<List<Field>> combinations(JsonNode object, String prefix) {
    List<List<Field>> all = List.of(List.of());
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      all = product(all, ofField(field.getKey(), field.getValue(), prefix));
    }
    return all;
  }

  private static List<List<Field>> ofField(String name, JsonNode value, String prefix) {
    if (name.equals(OR) && isAlternatives(value)) {
      List<List<Field>> any = new ArrayList<>();
      value.forEach(one -> any.addAll(combinations(one, prefix)));
      return any;
    }
    if (value.isObject()) {
      require(!value.isEmpty(), "Empty objects are not allowed");
      return combinations(value, prefix + name + ".");
    }
    require(value.isArray(), "\"" + name + "\" must be an object or an array");
    require(!value.isEmpty(), "Empty arrays are not allowed");
    return List.of(
        List.of(new Field(prefix + name, value.valueStream().map(ValuePattern::of).toList())));
  }

  private static boolean isAlternatives(JsonNode value) {
    return value.isArray()
        && value.size() > 1
        && value
            .valueStream()
            .allMatch(
                one ->
                    one.isObject()
                        && !one.isEmpty()
                        && one.propertyNames().stream().noneMatch(OPERATORS::contains));
  }

  private static List<List<Field>> product(List<List<Field>> left, List<List<Field>> right) {
    require(
        (long) left.size() * right.size() <= MOST_COMBINATIONS,
        "Rule is too complex - $or stands for more than "
            + MOST_COMBINATIONS
            + " combinations of fields");
    List<List<Field>> both = new ArrayList<>();
    for (List<Field> one : left) {
      for (List<Field> other : right) {
        List<Field> fields = new ArrayList<>(one);
        fields.addAll(other);
        both.add(fields);
      }
    }
    return both;
  }

  private static void require(boolean condition, String reason) {
    if (!condition) {
      throw new IllegalArgumentException(reason);
    }
  }

  /// A value of an event that is neither an object nor a list.
  ///
  /// @param elements through which element of which list the way to it leads
  private record Leaf(JsonNode value, Map<String, Integer> elements) {
    static Map<String, List<Leaf>> byPath(JsonNode event) {
      Map<String, List<Leaf>> leaves = new HashMap<>();
      collect(event, "", Map.of(), leaves);
      return leaves;
    }

    boolean agreesWith(Map<String, Integer> others) {
      return elements.entrySet().stream()
          .allMatch(
              one -> others.getOrDefault(one.getKey(), one.getValue()).equals(one.getValue()));
    }

    Map<String, Integer> with(Map<String, Integer> others) {
      Map<String, Integer> both = new HashMap<>(others);
      both.putAll(elements);
      return both;
    }

    private static void collect(
        JsonNode node, String path, Map<String, Integer> elements, Map<String, List<Leaf>> leaves) {
      if (node.isObject()) {
        String prefix = path.isEmpty() ? "" : path + ".";
        node.properties()
            .forEach(field -> collect(field.getValue(), prefix + field.getKey(), elements, leaves));
      } else if (node.isArray()) {
        String list = path + elements;
        int index = 0;
        for (JsonNode element : node) {
          Map<String, Integer> inside = new HashMap<>(elements);
          inside.put(list, index++);
          collect(element, path, inside, leaves);
        }
      } else {
        leaves.computeIfAbsent(path, absent -> new ArrayList<>()).add(new Leaf(node, elements));
      }
    }
  }
}
