package dev.sluice.local.lambda;

import dev.sluice.local.events.EventPattern;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Which messages of a queue a function is to have: those that fit one of an event-source mapping's
/// patterns, or all if there is none ("Using event filtering with an Amazon SQS event source",
/// Lambda developer guide). The others are deleted from the queue.
public final class MessageFilter {
  /// Every message.
  public static final MessageFilter ALL = new MessageFilter(List.of());

  /// "Lambda quotas" has ten for who asks for more.
  private static final int MOST_PATTERNS = 5;

  /// API reference, "Filter".
  private static final int MOST_CHARACTERS = 4096;

  private static final String BODY = "body";

  /// @param json whether it looks into the body, which then has to be an object; else the body is
  ///   taken as it is, and has to be none
  private record Criterion(EventPattern pattern, boolean json) {}

  private final List<Criterion> criteria;

  private MessageFilter(List<Criterion> criteria) {
    this.criteria = criteria;
  }

  /// Reads patterns.
  ///
  /// @throws IllegalArgumentException if Lambda would not take them
  public static MessageFilter parse(List<String> patterns) {
    if (patterns.size() > MOST_PATTERNS) {
      throw new IllegalArgumentException("there can be " + MOST_PATTERNS + " filters at most");
    }
    return new MessageFilter(patterns.stream().map(MessageFilter::criterion).toList());
  }

  boolean wants(MessageSource.Message message) {
    if (criteria.isEmpty()) {
      return true;
    }
    JsonNode body = json(message.body());
    boolean isObject = body.isObject();
    ObjectNode record = JsonMapper.shared().createObjectNode();
    if (isObject) {
      record.set(BODY, body);
    } else {
      record.put(BODY, message.body());
    }
    return criteria.stream()
        .anyMatch(one -> one.json() == isObject && one.pattern().matches(record));
  }

  private static Criterion criterion(String pattern) {
    if (pattern.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "a pattern has " + MOST_CHARACTERS + " characters at most");
    }
    JsonNode json = json(pattern);
    EventPattern parsed = EventPattern.parse(json);
    if (json.size() != 1 || !json.has(BODY)) {
      throw new IllegalArgumentException("a queue's messages are filtered by their body only");
    }
    return new Criterion(parsed, json.path(BODY).isObject());
  }

  private static JsonNode json(String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException noJson) {
      return JsonMapper.shared().missingNode();
    }
  }
}
