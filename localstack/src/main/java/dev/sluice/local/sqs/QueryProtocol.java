package dev.sluice.local.sqs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The query protocol, version 2012-11-05: a form in, XML out. Spoken by clients from before late
/// 2023, such as the AWS CLI 2.9 (SQS developer guide, "Amazon SQS query API").
final class QueryProtocol implements WireProtocol {
  /// `Attribute.1.Name`, `SendMessageBatchRequestEntry.2.MessageBody`, `AttributeName.1`.
  private static final Pattern INDEXED = Pattern.compile("([A-Za-z]+)\\.(\\d+)(?:\\.(.+))?");

  /// Lists are flattened in this protocol, each under its element's name.
  private static final Map<String, String> LISTS =
      Map.of(
          "AttributeName", "AttributeNames",
          "MessageAttributeName", "MessageAttributeNames",
          "MessageSystemAttributeName", "MessageSystemAttributeNames",
          "TagKey", "TagKeys",
          "SendMessageBatchRequestEntry", "Entries",
          "DeleteMessageBatchRequestEntry", "Entries",
          "ChangeMessageVisibilityBatchRequestEntry", "Entries");

  /// Maps are lists of names (or keys) and values.
  private static final Map<String, String> MAPS =
      Map.of(
          "Attribute", "Attributes",
          "MessageAttribute", "MessageAttributes",
          "MessageSystemAttribute", "MessageSystemAttributes",
          "Tag", "tags");

  private final JsonMapper json = JsonMapper.shared();
  private final QueryXml xml = new QueryXml();

  @Override
  public Call decode(Request request) {
    Map<String, String> form = new LinkedHashMap<>();
    read(request.uri().getRawQuery(), form);
    read(new String(request.body(), StandardCharsets.UTF_8), form);
    String action = form.get("Action");
    if (action == null) {
      throw new SqsException(
          SqsError.MISSING_PARAMETER,
          "The request must contain the parameter Action, or the header X-Amz-Target.");
    }
    // Old clients name the queue by posting to its URL only.
    form.putIfAbsent("QueueUrl", request.uri().getPath());
    ObjectNode parameters = tree(form);
    // JSON spells them with a capital, but for CreateQueue.
    if (!action.equals("CreateQueue") && parameters.has("tags")) {
      parameters.set("Tags", parameters.remove("tags"));
    }
    return new Call(action, parameters);
  }

  private static void read(@Nullable String text, Map<String, String> form) {
    if (text == null || text.isEmpty()) {
      return;
    }
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw MessageRules.invalid("The form is not percent-encoded: %s".formatted(text));
    }
  }

  /// Builds what the JSON protocol would have sent.
  private ObjectNode tree(Map<String, String> form) {
    ObjectNode node = json.createObjectNode();
    Map<String, TreeMap<Integer, Map<String, String>>> indexed = new LinkedHashMap<>();
    form.forEach(
        (name, value) -> {
          Matcher matcher = INDEXED.matcher(name);
          if (matcher.matches()) {
            String rest = matcher.group(3) == null ? "" : matcher.group(3);
            indexed
                .computeIfAbsent(matcher.group(1), _ -> new TreeMap<>())
                .computeIfAbsent(index(matcher.group(2)), _ -> new LinkedHashMap<>())
                .put(rest, value);
          } else {
            // A part of a structure, such as Value.StringValue.
            putAt(node, name, value);
          }
        });
    indexed.forEach((name, elements) -> putIndexed(node, name, elements));
    return node;
  }

  private static int index(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw MessageRules.invalid("%s is no index of a parameter.".formatted(digits));
    }
  }

  private static void putAt(ObjectNode node, String path, String value) {
    ObjectNode at = node;
    String rest = path;
    for (int dot = rest.indexOf('.'); dot > 0; dot = rest.indexOf('.')) {
      at = at.withObjectProperty(rest.substring(0, dot));
      rest = rest.substring(dot + 1);
    }
    at.put(rest, value);
  }

  private void putIndexed(
      ObjectNode node, String name, SortedMap<Integer, Map<String, String>> elements) {
    String list = LISTS.get(name);
    String map = MAPS.get(name);
    if (list != null) {
      ArrayNode array = node.putArray(list);
      for (Map<String, String> element : elements.values()) {
        String single = element.get("");
        if (single != null) {
          array.add(single);
        } else {
          array.add(tree(element));
        }
      }
    } else if (map != null) {
      ObjectNode object = node.putObject(map);
      for (Map<String, String> element : elements.values()) {
        JsonNode entry = tree(element);
        String key = entry.path("Name").asString(entry.path("Key").asString(""));
        object.set(key, entry.path("Value"));
      }
    } else {
      throw MessageRules.invalid("Unknown parameter %s.".formatted(name));
    }
  }

  @Override
  public Answer success(String action, ObjectNode result, String requestId) {
    return new Answer(200, headers(requestId), xml.result(action, result, requestId));
  }

  @Override
  public Answer failure(SqsException refusal, String requestId) {
    return new Answer(refusal.error().status(), headers(requestId), xml.error(refusal, requestId));
  }

  private static Map<String, String> headers(String requestId) {
    return Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId);
  }
}
