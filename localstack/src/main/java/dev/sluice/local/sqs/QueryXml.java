package dev.sluice.local.sqs;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns a result from the JSON protocol's shape into the query protocol's XML.
final class QueryXml {
  private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";

  /// Maps, each entry an element of its own with a name (of tags, a key) and a value.
  private static final Map<String, String> MAPS =
      Map.of("Attributes", "Attribute", "MessageAttributes", "MessageAttribute", "Tags", "Tag");

  /// These answer with nothing but metadata.
  private static final Set<String> WITHOUT_RESULT =
      Set.of(
          "DeleteMessage",
          "ChangeMessageVisibility",
          "SetQueueAttributes",
          "DeleteQueue",
          "PurgeQueue",
          "TagQueue",
          "UntagQueue");

  String result(String action, ObjectNode result, String requestId) {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\"?>");
    out.append("<%sResponse xmlns=\"%s\">".formatted(action, NAMESPACE));
    if (!WITHOUT_RESULT.contains(action)) {
      out.append("<%sResult>".formatted(action));
      fields(out, action, result);
      out.append("</%sResult>".formatted(action));
    }
    out.append("<ResponseMetadata>");
    element(out, "RequestId", requestId);
    return out.append("</ResponseMetadata></%sResponse>".formatted(action)).toString();
  }

  String error(SqsException refusal, String requestId) {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\"?>");
    out.append("<ErrorResponse xmlns=\"%s\"><Error>".formatted(NAMESPACE));
    element(out, "Type", refusal.error().senderFault() ? "Sender" : "Receiver");
    element(out, "Code", refusal.error().queryCode());
    element(out, "Message", refusal.text());
    out.append("<Detail/></Error>");
    element(out, "RequestId", requestId);
    return out.append("</ErrorResponse>").toString();
  }

  private static void fields(StringBuilder out, String action, JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      String entry = MAPS.get(name);
      if (entry != null) {
        map(out, action, entry, field.getValue());
      } else if (field.getValue() instanceof ArrayNode list) {
        list.forEach(item -> value(out, action, listElement(action, name), item));
      } else {
        value(out, action, name, field.getValue());
      }
    }
  }

  private static String listElement(String action, String name) {
    return switch (name) {
      case "QueueUrls" -> "QueueUrl";
      case "Messages" -> "Message";
      case "Successful" -> action + "ResultEntry";
      case "Failed" -> "BatchResultErrorEntry";
      default -> name;
    };
  }

  private static void map(StringBuilder out, String action, String entry, JsonNode map) {
    for (Map.Entry<String, JsonNode> item : map.properties()) {
      out.append('<').append(entry).append('>');
      element(out, entry.equals("Tag") ? "Key" : "Name", item.getKey());
      value(out, action, "Value", item.getValue());
      out.append("</").append(entry).append('>');
    }
  }

  private static void value(StringBuilder out, String action, String name, JsonNode value) {
    if (value.isObject()) {
      out.append('<').append(name).append('>');
      fields(out, action, value);
      out.append("</").append(name).append('>');
    } else {
      element(out, name, value.asString());
    }
  }

  private static void element(StringBuilder out, String name, String text) {
    out.append('<').append(name).append('>');
    escape(out, text);
    out.append("</").append(name).append('>');
  }

  private static void escape(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        // A reader of XML turns a bare carriage return into a line feed; the MD5 would not match.
        case '\r' -> out.append("&#xD;");
        default -> out.append(c);
      }
    }
  }
}
