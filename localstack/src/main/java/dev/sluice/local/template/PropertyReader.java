package dev.sluice.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Reads an object's properties and remembers which were asked for, so that those nobody asked for
/// can be refused by name. CloudFormation takes numbers and booleans as text too, and so does this.
final class PropertyReader {
  private final JsonNode node;
  private final String type;
  private final String where;
  private final String path;
  private final Problems problems;
  private final Set<String> read = new LinkedHashSet<>();
  private final List<PropertyReader> children = new ArrayList<>();

  private PropertyReader(JsonNode node, String type, String where, String path, Problems problems) {
    this.node = node;
    this.type = type;
    this.where = where;
    this.path = path;
    this.problems = problems;
  }

  static PropertyReader of(JsonNode properties, String type, String logicalId, Problems problems) {
    return at("", properties, type, logicalId, problems);
  }

  /// @param path of an object among a resource's properties, with a dot at its end
  static PropertyReader at(
      String path, JsonNode object, String type, String logicalId, Problems problems) {
    return new PropertyReader(object, type, logicalId + " (" + type + ")", path, problems);
  }

  /// The value as it stands, whatever is in it.
  JsonNode raw(String name) {
    read.add(name);
    return node.path(name);
  }

  String text(String name) {
    Optional<String> value = optionalText(name);
    if (value.isEmpty()) {
      refuse(name, "is missing");
    }
    return value.orElse("");
  }

  Optional<String> optionalText(String name) {
    JsonNode value = raw(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (value.isContainer()) {
      refuse(name, "has to be a text");
      return Optional.empty();
    }
    return Optional.of(value.asString(""));
  }

  OptionalInt integer(String name) {
    Optional<String> value = optionalText(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(value.get()));
    } catch (NumberFormatException notANumber) {
      refuse(name, "has to be a whole number, not " + value.get());
      return OptionalInt.empty();
    }
  }

  /// A whole number between two bounds, both of which are AWS's.
  int integer(String name, int byDefault, int minimum, int maximum) {
    int value = integer(name).orElse(byDefault);
    if (value < minimum || value > maximum) {
      refuse(name, "has to be " + minimum + " to " + maximum + ", not " + value);
    }
    return value;
  }

  boolean flag(String name, boolean byDefault) {
    Optional<String> value = optionalText(name);
    if (value.isPresent() && !value.get().equals("true") && !value.get().equals("false")) {
      refuse(name, "has to be true or false, not " + value.get());
    }
    return value.map(Boolean::parseBoolean).orElse(byDefault);
  }

  PropertyReader object(String name) {
    JsonNode value = raw(name);
    if (!value.isMissingNode() && !value.isObject()) {
      refuse(name, "has to be an object");
    }
    return child(value.isObject() ? value : MissingNode.getInstance(), name);
  }

  List<PropertyReader> objects(String name) {
    List<PropertyReader> readers = new ArrayList<>();
    int index = 0;
    for (JsonNode element : list(name)) {
      readers.add(child(element, name + "[" + index++ + "]"));
    }
    return readers;
  }

  List<String> texts(String name) {
    return list(name).valueStream().map(element -> element.asString("")).toList();
  }

  Map<String, String> map(String name) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : raw(name).properties()) {
      if (entry.getValue().isContainer()) {
        refuse(name + "." + entry.getKey(), "has to be a text");
      } else {
        values.put(entry.getKey(), entry.getValue().asString(""));
      }
    }
    return values;
  }

  Set<String> names() {
    return Set.copyOf(node.propertyNames());
  }

  boolean has(String name) {
    return node.has(name);
  }

  boolean isPresent() {
    return !node.isMissingNode();
  }

  void refuse(String name, String reason) {
    problems.add(where, path + name + " " + reason);
  }

  /// Refuses what was not read, here and in every object read from here.
  void finish() {
    for (String name : node.propertyNames()) {
      if (!read.contains(name)) {
        String property = (path + name).replaceAll("\\[\\d+]", "");
        if (WithoutEffect.covers(type, property)) {
          problems.withoutEffect(type, property);
        } else {
          refuse(name, "is not understood by the local cloud");
        }
      }
    }
    children.forEach(PropertyReader::finish);
  }

  private JsonNode list(String name) {
    JsonNode value = raw(name);
    if (!value.isMissingNode() && !value.isArray()) {
      refuse(name, "has to be a list");
      return MissingNode.getInstance();
    }
    return value;
  }

  private PropertyReader child(JsonNode value, String name) {
    PropertyReader reader = new PropertyReader(value, type, where, path + name + ".", problems);
    children.add(reader);
    return reader;
  }
}
