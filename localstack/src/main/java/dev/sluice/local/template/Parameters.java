package dev.sluice.local.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The template's parameters, given or by default ("Parameters", CloudFormation user guide).
final class Parameters {
  private static final Set<String> KNOWN =
      Set.of(
          "Type",
          "Default",
          "Description",
          "AllowedPattern",
          "AllowedValues",
          "ConstraintDescription",
          "MinLength",
          "MaxLength",
          "NoEcho");

  private Parameters() {}

  static Map<String, JsonNode> read(
      JsonNode declared, Map<String, String> given, Problems problems) {
    Map<String, JsonNode> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> parameter : declared.properties()) {
      String name = parameter.getKey();
      JsonNode declaration = parameter.getValue();
      for (String attribute : declaration.propertyNames()) {
        if (!KNOWN.contains(attribute)) {
          problems.add("Parameter " + name, attribute + " is not understood");
        }
      }
      String value = given.get(name);
      if (value == null && declaration.has("Default")) {
        value = declaration.get("Default").asString("");
      }
      if (value == null) {
        problems.add(
            "Parameter " + name,
            "has no default: give it a value (--parameter "
                + name
                + "=…, or parameter(…) of the builder)");
        continue;
      }
      check(name, declaration, value, problems);
      values.put(name, typed(name, declaration.path("Type").asString(""), value, problems));
    }
    for (String name : given.keySet()) {
      if (!declared.has(name)) {
        problems.add("Parameter " + name, "is not one of the template's");
      }
    }
    return values;
  }

  private static JsonNode typed(String name, String type, String value, Problems problems) {
    return switch (type) {
      // The parameter store's value is not needed: only the check of CDK's bootstrap version refers
      // to it.
      case "String", "Number", "AWS::SSM::Parameter::Value<String>" ->
          JsonNodeFactory.instance.stringNode(value);
      case "CommaDelimitedList", "List<Number>" -> {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String element : value.split(",", -1)) {
          list.add(element.strip());
        }
        yield list;
      }
      default -> {
        problems.add("Parameter " + name, "the type " + type + " is not understood");
        yield JsonNodeFactory.instance.stringNode(value);
      }
    };
  }

  private static void check(String name, JsonNode declaration, String value, Problems problems) {
    String reason = declaration.path("ConstraintDescription").asString("");
    String hint = reason.isEmpty() ? "" : " (" + reason + ")";
    String pattern = declaration.path("AllowedPattern").asString(".*");
    if (!value.matches("(?s)" + pattern)) {
      problems.add("Parameter " + name, "the value does not match " + pattern + hint);
    }
    JsonNode allowed = declaration.path("AllowedValues");
    if (allowed.isArray()
        && allowed.valueStream().noneMatch(one -> one.asString("").equals(value))) {
      problems.add("Parameter " + name, "the value is none of " + allowed + hint);
    }
    int length = value.length();
    if (length < declaration.path("MinLength").asInt(0)
        || length > declaration.path("MaxLength").asInt(Integer.MAX_VALUE)) {
      problems.add("Parameter " + name, "the value has the wrong length" + hint);
    }
  }
}
