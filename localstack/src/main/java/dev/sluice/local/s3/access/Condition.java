package dev.sluice.local.s3.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A condition of a statement: an operator, a key, and values of which one has to fit.
///
/// @param key in lower case
record Condition(Operator operator, boolean ifExists, String key, List<String> values) {
  /// The operators of "IAM JSON policy elements: Condition operators" that make sense of S3's keys.
  enum Operator {
    STRING_EQUALS(false),
    STRING_NOT_EQUALS(true),
    STRING_EQUALS_IGNORE_CASE(false),
    STRING_LIKE(false),
    STRING_NOT_LIKE(true),
    ARN_LIKE(false),
    ARN_EQUALS(false),
    NUMERIC_EQUALS(false),
    NUMERIC_LESS_THAN_EQUALS(false),
    NUMERIC_GREATER_THAN_EQUALS(false),
    BOOL(false),
    IP_ADDRESS(false),
    NOT_IP_ADDRESS(true),
    NULL(false);

    private final boolean negated;

    Operator(boolean negated) {
      this.negated = negated;
    }
  }

  static List<Condition> parse(JsonNode json) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : json.properties()) {
      String name = operator.getKey();
      boolean ifExists = name.endsWith("IfExists");
      Operator known = find(ifExists ? name.substring(0, name.length() - 8) : name);
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        List<String> values = new ArrayList<>();
        JsonNode given = key.getValue();
        for (JsonNode one : given.isArray() ? given : List.of(given)) {
          values.add(one.asString(""));
        }
        conditions.add(
            new Condition(known, ifExists, key.getKey().toLowerCase(Locale.ROOT), values));
      }
    }
    return conditions;
  }

  boolean holds(Map<String, String> request) {
    @Nullable String actual = request.get(key);
    if (operator == Operator.NULL) {
      return values.contains(Boolean.toString(actual == null));
    }
    if (actual == null) {
      return ifExists || operator.negated;
    }
    boolean any = values.stream().anyMatch(value -> fits(value, actual));
    return operator.negated != any;
  }

  private boolean fits(String value, String actual) {
    return switch (operator) {
      case STRING_EQUALS, STRING_NOT_EQUALS -> value.equals(actual);
      case STRING_EQUALS_IGNORE_CASE, BOOL -> value.equalsIgnoreCase(actual);
      case STRING_LIKE, STRING_NOT_LIKE, ARN_LIKE, ARN_EQUALS -> Wildcard.matches(value, actual);
      case NUMERIC_EQUALS -> compare(actual, value) == 0;
      case NUMERIC_LESS_THAN_EQUALS -> compare(actual, value) <= 0;
      case NUMERIC_GREATER_THAN_EQUALS -> compare(actual, value) >= 0;
      case IP_ADDRESS, NOT_IP_ADDRESS -> IpRange.contains(value, actual);
      case NULL -> false;
    };
  }

  private static int compare(String one, String other) {
    try {
      return Double.compare(Double.parseDouble(one), Double.parseDouble(other));
    } catch (NumberFormatException notANumber) {
      return Integer.MIN_VALUE;
    }
  }

  private static Operator find(String name) {
    String constant = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    try {
      return Operator.valueOf(constant);
    } catch (IllegalArgumentException unknown) {
      throw BucketPolicy.malformed("Invalid Condition type : " + name);
    }
  }
}
