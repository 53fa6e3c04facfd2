package dev.sluice.local.sqs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An operation's input. Numbers may be text, as they are in the query protocol.
record Parameters(ObjectNode node) {
  Optional<String> text(String name) {
    JsonNode value = node.path(name);
    return value.isValueNode() && !value.isNull()
        ? Optional.of(value.asString())
        : Optional.empty();
  }

  String required(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  Optional<Integer> integer(String name) {
    return text(name).map(value -> parse(name, value));
  }

  Optional<Duration> seconds(String name, Duration maximum) {
    Optional<Integer> seconds = integer(name);
    seconds.ifPresent(value -> MessageRules.requireRange(name, value, 0, maximum.toSeconds()));
    return seconds.map(Duration::ofSeconds);
  }

  List<String> texts(String name) {
    return node.path(name).valueStream().map(JsonNode::asString).toList();
  }

  Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    node.path(name).properties().forEach(p -> map.put(p.getKey(), p.getValue().asString()));
    return map;
  }

  List<Parameters> entries() {
    return node.path("Entries")
        .valueStream()
        .filter(ObjectNode.class::isInstance)
        .map(entry -> new Parameters((ObjectNode) entry))
        .toList();
  }

  Map<String, MessageAttribute> messageAttributes() {
    return AttributeJson.decode(node.path("MessageAttributes"));
  }

  /// That there is such a list or map, and something in it.
  void requireAny(String name) {
    if (node.path(name).isEmpty()) {
      throw missing(name);
    }
  }

  private static SqsException missing(String name) {
    return new SqsException(
        SqsError.MISSING_PARAMETER, "The request must contain the parameter %s.".formatted(name));
  }

  private static int parse(String name, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw MessageRules.invalid(
          "Value %s for parameter %s is invalid. Reason: Must be a whole number."
              .formatted(value, name));
    }
  }
}
