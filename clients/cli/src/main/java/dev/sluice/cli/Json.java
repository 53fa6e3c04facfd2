package dev.sluice.cli;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON trees: read leniently (a field that is missing is empty), written on one line.
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// Reads an object; anything else, broken JSON too, reads as an empty one.
  static JsonNode read(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isObject() ? node : object();
    } catch (JacksonException e) {
      return object();
    }
  }

  static String write(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
