package dev.sluice.local.template;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Evaluates CloudFormation's intrinsic functions ("Intrinsic function reference", CloudFormation
/// user guide). A missing node stands for `AWS::NoValue`.
final class Intrinsics {
  /// What names in a template stand for.
  interface References {
    /// The value of `Ref`, or empty where there is no such name.
    Optional<JsonNode> ref(String name);

    /// The value of `Fn::GetAtt`, or empty where there is no such resource or attribute.
    Optional<JsonNode> attribute(String logicalId, String attribute);

    /// Whether a condition holds, or empty where there is no such condition.
    Optional<Boolean> condition(String name);
  }

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  // ${Name}, ${Name.Attribute}; ${!Name} is literal.
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^{}]+)}");

  private final References references;
  private final Problems problems;

  Intrinsics(References references, Problems problems) {
    this.references = references;
    this.problems = problems;
  }

  JsonNode resolve(JsonNode node, String where) {
    if (node.isArray()) {
      return resolveList(node, where);
    }
    if (!node.isObject()) {
      return node;
    }
    Optional<String> function = functionName(node);
    if (function.isPresent()) {
      return call(function.get(), node.get(function.get()), where);
    }
    ObjectNode resolved = NODES.objectNode();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      JsonNode value = resolve(property.getValue(), where + "." + property.getKey());
      if (!value.isMissingNode()) {
        resolved.set(property.getKey(), value);
      }
    }
    return resolved;
  }

  /// The name of the function a node calls: an object with one property, `Ref` or `Fn::…`.
  static Optional<String> functionName(JsonNode node) {
    if (!node.isObject() || node.size() != 1) {
      return Optional.empty();
    }
    String name = node.propertyNames().iterator().next();
    return name.equals("Ref") || name.startsWith("Fn::") ? Optional.of(name) : Optional.empty();
  }

  boolean test(JsonNode condition, String where) {
    if (condition.isObject() && condition.size() == 1 && condition.path("Condition").isString()) {
      return named(condition.get("Condition").stringValue(), where);
    }
    JsonNode value = resolve(condition, where);
    if (!value.isBoolean()) {
      problems.add(where, "a condition has to be true or false, this is " + value);
      return false;
    }
    return value.booleanValue();
  }

  private JsonNode call(String function, JsonNode argument, String where) {
    return switch (function) {
      case "Ref" -> ref(argument.asString(""), where);
      case "Fn::GetAtt" -> attribute(argument, where);
      case "Fn::Join" -> join(argument, where);
      case "Fn::Sub" -> substitute(argument, where);
      case "Fn::Select" -> select(argument, where);
      case "Fn::Split" -> split(argument, where);
      case "Fn::If" ->
          wellFormed(function, argument, 3, where)
              ? resolve(argument.get(named(argument.get(0).asString(""), where) ? 1 : 2), where)
              : MissingNode.getInstance();
      case "Fn::Equals" ->
          NODES.booleanNode(
              wellFormed(function, argument, 2, where)
                  && text(argument.get(0), where).equals(text(argument.get(1), where)));
      case "Fn::Not" ->
          NODES.booleanNode(
              wellFormed(function, argument, 1, where) && !test(argument.get(0), where));
      case "Fn::And" ->
          NODES.booleanNode(
              argument.valueStream().map(part -> test(part, where)).toList().stream()
                  .allMatch(Boolean::booleanValue));
      case "Fn::Or" ->
          NODES.booleanNode(
              argument.valueStream().map(part -> test(part, where)).toList().stream()
                  .anyMatch(Boolean::booleanValue));
      default -> {
        problems.add(where, "the function " + function + " is not understood");
        yield NODES.stringNode("");
      }
    };
  }

  private JsonNode ref(String name, String where) {
    if (name.equals("AWS::NoValue")) {
      return MissingNode.getInstance();
    }
    return references
        .ref(name)
        .orElseGet(
            () -> {
              problems.add(where, "Ref names " + name + ", which is no parameter and no resource");
              return NODES.stringNode("");
            });
  }

  private JsonNode attribute(JsonNode argument, String where) {
    String dotted = argument.isArray() ? "" : argument.asString("");
    int dot = dotted.indexOf('.');
    String logicalId =
        argument.isArray() ? argument.path(0).asString("") : dotted.substring(0, Math.max(0, dot));
    String attribute =
        argument.isArray() ? text(argument.path(1), where) : dotted.substring(dot + 1);
    return references
        .attribute(logicalId, attribute)
        .orElseGet(
            () -> {
              problems.add(
                  where,
                  "Fn::GetAtt asks for "
                      + logicalId
                      + "."
                      + attribute
                      + ", which does not exist or is not understood");
              return NODES.stringNode("");
            });
  }

  private JsonNode join(JsonNode argument, String where) {
    if (!wellFormed("Fn::Join", argument, 2, where)) {
      return NODES.stringNode("");
    }
    JsonNode parts = resolve(argument.get(1), where);
    return NODES.stringNode(
        String.join(
            argument.get(0).asString(""),
            parts.valueStream().map(part -> text(part, where)).toList()));
  }

  private JsonNode substitute(JsonNode argument, String where) {
    String pattern = argument.isArray() ? argument.path(0).asString("") : argument.asString("");
    JsonNode variables = argument.isArray() ? argument.path(1) : MissingNode.getInstance();
    Matcher placeholder = PLACEHOLDER.matcher(pattern);
    StringBuilder result = new StringBuilder();
    while (placeholder.find()) {
      String name = placeholder.group(2).strip();
      String value;
      if (!placeholder.group(1).isEmpty()) {
        value = "${" + name + "}";
      } else if (variables.has(name)) {
        value = text(variables.get(name), where);
      } else if (name.contains(".")) {
        value = text(attribute(NODES.stringNode(name), where), where);
      } else {
        value = text(ref(name, where), where);
      }
      placeholder.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return NODES.stringNode(placeholder.appendTail(result).toString());
  }

  private JsonNode select(JsonNode argument, String where) {
    if (!wellFormed("Fn::Select", argument, 2, where)) {
      return NODES.stringNode("");
    }
    String index = text(argument.get(0), where);
    JsonNode values = resolve(argument.get(1), where);
    if (!index.matches("\\d{1,6}") || !values.has(Integer.parseInt(index))) {
      problems.add(where, "Fn::Select has no element " + index + " in a list of " + values.size());
      return NODES.stringNode("");
    }
    return values.get(Integer.parseInt(index));
  }

  private JsonNode split(JsonNode argument, String where) {
    ArrayNode parts = NODES.arrayNode();
    if (wellFormed("Fn::Split", argument, 2, where)) {
      String delimiter = argument.get(0).asString("");
      for (String part : text(argument.get(1), where).split(Pattern.quote(delimiter), -1)) {
        parts.add(part);
      }
    }
    return parts;
  }

  private JsonNode resolveList(JsonNode list, String where) {
    ArrayNode resolved = NODES.arrayNode();
    int index = 0;
    for (JsonNode element : list) {
      JsonNode value = resolve(element, where + "[" + index++ + "]");
      if (!value.isMissingNode()) {
        resolved.add(value);
      }
    }
    return resolved;
  }

  private String text(JsonNode node, String where) {
    JsonNode value = resolve(node, where);
    if (value.isContainer()) {
      problems.add(where, "a text is needed here, this is " + value);
      return "";
    }
    return value.asString("");
  }

  private boolean named(String condition, String where) {
    return references
        .condition(condition)
        .orElseGet(
            () -> {
              problems.add(where, "there is no condition named " + condition);
              return false;
            });
  }

  private boolean wellFormed(String function, JsonNode argument, int size, String where) {
    if (argument.isArray() && argument.size() == size) {
      return true;
    }
    problems.add(where, function + " needs a list of " + size);
    return false;
  }
}
