package dev.sluice.local.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a target gets of an event ("Amazon EventBridge input transformation", EventBridge user
/// guide).
public sealed interface TargetInput {

  /// @param rule the rule that matched
  String of(JsonNode event, Rule rule);

  /// All of it.
  record Whole() implements TargetInput {
    @Override
    public String of(JsonNode event, Rule rule) {
      return event.toString();
    }
  }

  /// The same text, whatever happened.
  record Constant(String json) implements TargetInput {
    @Override
    public String of(JsonNode event, Rule rule) {
      return json;
    }
  }

  /// A part of it.
  record Part(JsonPath path) implements TargetInput {
    @Override
    public String of(JsonNode event, Rule rule) {
      JsonNode part = path.in(event);
      // A body has to be something.
      return part.isMissingNode() ? "null" : part.toString();
    }
  }

  /// A text with parts of it in the places of `<name>`.
  record Transformed(Map<String, JsonPath> paths, String template) implements TargetInput {
    private static final Pattern PLACE = Pattern.compile("(\")?<([A-Za-z0-9_.-]+)>(\")?");

    @Override
    public String of(JsonNode event, Rule rule) {
      Map<String, JsonNode> values = new LinkedHashMap<>();
      paths.forEach((name, path) -> values.put(name, path.in(event)));
      var json = JsonMapper.shared().getNodeFactory();
      values.put("aws.events.rule-arn", json.stringNode(rule.arn()));
      values.put("aws.events.rule-name", json.stringNode(rule.name()));
      values.put("aws.events.event", event);
      values.put("aws.events.event.json", event);
      values.put("aws.events.event.ingestion-time", event.path("time"));
      boolean inJson = isJson(template);
      return PLACE
          .matcher(template)
          .replaceAll(place -> Matcher.quoteReplacement(filled(place, values, inJson)));
    }

    /// A value that stands alone in JSON is JSON; one inside of quotes, or in a text, is a text.
    private static String filled(MatchResult place, Map<String, JsonNode> values, boolean inJson) {
      JsonNode value = values.get(place.group(2));
      if (value == null) {
        return place.group();
      }
      boolean quoted = place.group(1) != null && place.group(3) != null;
      String plain =
          value.isString() ? value.stringValue() : value.isMissingNode() ? "" : value.toString();
      if (quoted) {
        return JsonMapper.shared().getNodeFactory().stringNode(plain).toString();
      }
      if (!inJson) {
        return (place.group(1) == null ? "" : "\"")
            + (value.isString() ? plain : plain.replace("\"", "\\\""))
            + (place.group(3) == null ? "" : "\"");
      }
      String standing = value.isMissingNode() ? "\"\"" : value.toString();
      return (place.group(1) == null ? "" : "\"") + standing + (place.group(3) == null ? "" : "\"");
    }

    /// With names replaced by numbers, since a name alone is none.
    private static boolean isJson(String template) {
      try {
        return !JsonMapper.shared()
            .readTree(template.replaceAll("<[A-Za-z0-9_.-]+>", "0"))
            .isString();
      } catch (JacksonException text) {
        return false;
      }
    }
  }
}
