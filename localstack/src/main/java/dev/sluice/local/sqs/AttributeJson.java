package dev.sluice.local.sqs;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Message attributes in the shape that SQS's JSON protocol gives them; the journal uses it too.
final class AttributeJson {
  private AttributeJson() {}

  static ObjectNode encode(JsonMapper json, Map<String, MessageAttribute> attributes) {
    ObjectNode node = json.createObjectNode();
    attributes.forEach(
        (name, attribute) -> {
          ObjectNode value = node.putObject(name).put("DataType", attribute.dataType());
          switch (attribute) {
            case MessageAttribute.Text text -> value.put("StringValue", text.value());
            case MessageAttribute.Binary binary -> value.put("BinaryValue", binary.base64());
          }
        });
    return node;
  }

  static Map<String, MessageAttribute> decode(JsonNode node) {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    node.properties()
        .forEach(
            property -> {
              JsonNode value = property.getValue();
              String type = value.path("DataType").asString("");
              attributes.put(
                  property.getKey(),
                  type.startsWith("Binary")
                      ? new MessageAttribute.Binary(type, value.path("BinaryValue").asString(""))
                      : new MessageAttribute.Text(type, value.path("StringValue").asString("")));
            });
    return attributes;
  }
}
