package dev.sluice.local.iam;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/// A condition of a statement: one of the values has to fit the request's, or none, if the operator
/// is a negated one (IAM user guide, "IAM JSON policy elements: Condition operators").
///
/// @param key in lower case
/// @param ifExists whether a request without the key fits
record Condition(Operator operator, boolean ifExists, String key, List<String> values) {
  /// The operators, under AWS's names. Those on binary values, and the quantifiers for keys with
  /// several values, are not among them: no key here has such a value.
  enum Operator {
    StringEquals,
    StringNotEquals,
    StringEqualsIgnoreCase,
    StringNotEqualsIgnoreCase,
    StringLike,
    StringNotLike,
    NumericEquals,
    NumericNotEquals,
    NumericLessThan,
    NumericLessThanEquals,
    NumericGreaterThan,
    NumericGreaterThanEquals,
    DateEquals,
    DateNotEquals,
    DateLessThan,
    DateLessThanEquals,
    DateGreaterThan,
    DateGreaterThanEquals,
    Bool,
    IpAddress,
    NotIpAddress,
    ArnEquals,
    ArnNotEquals,
    ArnLike,
    ArnNotLike,
    Null;

    static Optional<Operator> named(String name) {
      return List.of(values()).stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private boolean negated() {
      return name().contains("Not");
    }
  }

  Condition {
    values = List.copyOf(values);
  }

  boolean holds(Map<String, String> context) {
    String actual = context.get(key);
    if (operator == Operator.Null) {
      return values.contains(Boolean.toString(actual == null));
    }
    if (actual == null) {
      return ifExists || operator.negated();
    }
    return operator.negated() != values.stream().anyMatch(value -> fits(value, actual));
  }

  private boolean fits(String value, String actual) {
    return switch (operator) {
      case StringEquals, StringNotEquals -> value.equals(actual);
      case StringEqualsIgnoreCase, StringNotEqualsIgnoreCase, Bool ->
          value.equalsIgnoreCase(actual);
      case StringLike, StringNotLike -> Wildcard.matches(value, actual);
      case NumericEquals, NumericNotEquals -> number(actual, value, order -> order == 0);
      case NumericLessThan -> number(actual, value, order -> order < 0);
      case NumericLessThanEquals -> number(actual, value, order -> order <= 0);
      case NumericGreaterThan -> number(actual, value, order -> order > 0);
      case NumericGreaterThanEquals -> number(actual, value, order -> order >= 0);
      case DateEquals, DateNotEquals -> date(actual, value, order -> order == 0);
      case DateLessThan -> date(actual, value, order -> order < 0);
      case DateLessThanEquals -> date(actual, value, order -> order <= 0);
      case DateGreaterThan -> date(actual, value, order -> order > 0);
      case DateGreaterThanEquals -> date(actual, value, order -> order >= 0);
      case IpAddress, NotIpAddress -> address(value, actual);
      case ArnEquals, ArnNotEquals, ArnLike, ArnNotLike -> arn(value, actual);
      case Null -> throw new IllegalStateException("Null is about the key, not its value");
    };
  }

  private static boolean number(String actual, String value, IntPredicate order) {
    try {
      return order.test(new BigDecimal(actual).compareTo(new BigDecimal(value)));
    } catch (NumberFormatException noNumber) {
      return false;
    }
  }

  private static boolean date(String actual, String value, IntPredicate order) {
    try {
      return order.test(instant(actual).compareTo(instant(value)));
    } catch (DateTimeParseException noDate) {
      return false;
    }
  }

  /// ISO 8601, or seconds of the epoch.
  private static Instant instant(String text) {
    return text.chars().allMatch(Character::isDigit)
        ? Instant.ofEpochSecond(Long.parseLong(text))
        : Instant.parse(text);
  }

  /// Each of an ARN's six parts for itself: a `*` does not reach over a colon.
  private static boolean arn(String pattern, String actual) {
    String[] expected = pattern.split(":", 6);
    String[] parts = actual.split(":", 6);
    if (expected.length != parts.length) {
      return pattern.equals("*");
    }
    for (int part = 0; part < parts.length; part++) {
      if (!Wildcard.matches(expected[part], parts[part])) {
        return false;
      }
    }
    return true;
  }

  /// @param range in CIDR's form, or one address
  private static boolean address(String range, String actual) {
    String[] parts = range.split("/", 2);
    try {
      byte[] network = InetAddress.ofLiteral(parts[0]).getAddress();
      byte[] address = InetAddress.ofLiteral(actual).getAddress();
      int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : network.length * Byte.SIZE;
      if (network.length != address.length || bits > network.length * Byte.SIZE) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if (((network[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }
}
