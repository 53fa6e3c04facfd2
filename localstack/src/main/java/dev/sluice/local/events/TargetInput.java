package dev.sluice.local.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a target gets of an event ("Amazon EventBridge input transformation", EventBridge user
/// guide).
public sealed interface TargetInput {

  /// @param rule the rule that matched
  /// @param ingested when the event came
  String of(JsonNode event, Rule rule, Instant ingested);

  /// All of it.
  record Whole() implements TargetInput {
    @Override
    public String of(JsonNode event, Rule rule, Instant ingested) {
      return event.toString();
    }
  }

  /// The same text, whatever happened.
  record Constant(String json) implements TargetInput {
    @Override
    public String of(JsonNode event, Rule rule, Instant ingested) {
      return json;
    }
  }

  /// A part of it.
  record Part(JsonPath path) implements TargetInput {
    @Override
    public String of(JsonNode event, Rule rule, Instant ingested) {
      JsonNode part = path.in(event);
      // A body has to be something.
      return part.isMissingNode() ? "null" : part.toString();
    }
  }

  /// A template in JSON with parts of it in the places of `<name>`. Inside of quotes a value is
  /// text, elsewhere it is JSON; one that the event does not have is an empty text.
  record Transformed(Map<String, JsonPath> paths, String template) implements TargetInput {
    private static final Pattern PLACE = Pattern.compile("<([A-Za-z0-9_.-]+)>");
    private static final String RULE_ARN = "aws.events.rule-arn";
    private static final String RULE_NAME = "aws.events.rule-name";
    private static final String EVENT = "aws.events.event";
    private static final String JSON = "aws.events.event.json";
    private static final String INGESTED = "aws.events.event.ingestion-time";
    private static final Set<String> PREDEFINED =
        Set.of(RULE_ARN, RULE_NAME, EVENT, JSON, INGESTED);

    /// @throws IllegalArgumentException if the template has a place for something unknown
    public Transformed {
      paths = Map.copyOf(paths);
      for (MatchResult place : PLACE.matcher(template).results().toList()) {
        String name = place.group(1);
        if (!paths.containsKey(name) && !PREDEFINED.contains(name)) {
          throw new IllegalArgumentException(
              "InputTemplate contains invalid placeholder " + name + ".");
        }
      }
    }

    @Override
    public String of(JsonNode event, Rule rule, Instant ingested) {
      Map<String, JsonNode> values = values(event, rule, ingested);
      StringBuilder filled = new StringBuilder();
      Matcher place = PLACE.matcher(template);
      boolean quoted = false;
      int end = 0;
      while (place.find()) {
        String before = template.substring(end, place.start());
        quoted = quoted != hasOddQuotes(before);
        JsonNode value =
            values.getOrDefault(place.group(1), JsonNodeFactory.instance.missingNode());
        filled.append(before).append(quoted ? text(value) : json(value));
        end = place.end();
      }
      return filled.append(template.substring(end)).toString();
    }

    private Map<String, JsonNode> values(JsonNode event, Rule rule, Instant ingested) {
      JsonNodeFactory nodes = JsonNodeFactory.instance;
      String time = ingested.truncatedTo(ChronoUnit.SECONDS).toString();
      Map<String, JsonNode> values = new LinkedHashMap<>();
      paths.forEach((name, path) -> values.put(name, path.in(event)));
      values.put(RULE_ARN, nodes.stringNode(rule.arn()));
      values.put(RULE_NAME, nodes.stringNode(rule.name()));
      values.put(EVENT, outside(event, time));
      values.put(JSON, event);
      values.put(INGESTED, nodes.stringNode(time));
      return values;
    }

    /// "The original event payload as JSON (without the detail field)"; AWS was seen to name its
    /// type so, and to give the time at which the event came.
    private static ObjectNode outside(JsonNode event, String time) {
      ObjectNode outside = JsonNodeFactory.instance.objectNode();
      outside.set("id", event.path("id"));
      outside.set("account", event.path("account"));
      outside.set("detailType", event.path("detail-type"));
      outside.put("time", time);
      outside.set("source", event.path("source"));
      outside.set("region", event.path("region"));
      outside.set("resources", event.path("resources"));
      outside.set("version", event.path("version"));
      return outside;
    }

    private static String text(JsonNode value) {
      String plain =
          value.isString() ? value.stringValue() : value.isMissingNode() ? "" : value.toString();
      String quoted = JsonNodeFactory.instance.stringNode(plain).toString();
      return quoted.substring(1, quoted.length() - 1);
    }

    private static String json(JsonNode value) {
      return value.isMissingNode() ? "\"\"" : value.toString();
    }

    private static boolean hasOddQuotes(String part) {
      boolean odd = false;
      for (int index = 0; index < part.length(); index++) {
        switch (part.charAt(index)) {
          case '\\' -> index++;
          case '"' -> odd = !odd;
          default -> {}
        }
      }
      return odd;
    }
  }
}
