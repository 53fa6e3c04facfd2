package dev.sluice.local.events;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What an event pattern asks of one value ("Comparison operators for use in event patterns in
/// Amazon EventBridge", EventBridge user guide). Refusals are in the words that AWS was seen to
/// answer TestEventPattern with.
sealed interface ValuePattern {
  /// "Numeric matching": between -5.0e9 and +5.0e9 inclusive.
  BigDecimal LARGEST = new BigDecimal("5.0e9");

  /// Whether a value that is there fits.
  boolean fits(JsonNode value);

  /// Whether it fits that there is no value.
  default boolean fitsAbsence() {
    return false;
  }

  /// The user guide says that 300, 300.0 and 3.0e2 are three values; AWS was seen to take them for
  /// one.
  record Exact(JsonNode wanted) implements ValuePattern {
    @Override
    public boolean fits(JsonNode value) {
      return (value.isNumber() && wanted.isNumber())
          ? value.decimalValue().compareTo(wanted.decimalValue()) == 0
          : value.equals(wanted);
    }
  }

  record Prefix(String text, boolean ignoresCase) implements ValuePattern {
    @Override
    public boolean fits(JsonNode value) {
      return value.isString()
          && value.stringValue().regionMatches(ignoresCase, 0, text, 0, text.length());
    }
  }

  record Suffix(String text, boolean ignoresCase) implements ValuePattern {
    @Override
    public boolean fits(JsonNode value) {
      return value.isString()
          && value
              .stringValue()
              .regionMatches(
                  ignoresCase,
                  value.stringValue().length() - text.length(),
                  text,
                  0,
                  text.length());
    }
  }

  record EqualsIgnoreCase(String text) implements ValuePattern {
    @Override
    public boolean fits(JsonNode value) {
      return value.isString() && value.stringValue().equalsIgnoreCase(text);
    }
  }

  record Wildcard(Pattern regex) implements ValuePattern {
    @Override
    public boolean fits(JsonNode value) {
      return value.isString() && regex.matcher(value.stringValue()).matches();
    }
  }

  record AnythingBut(List<ValuePattern> unwanted) implements ValuePattern {
    @Override
    public boolean fits(JsonNode value) {
      return unwanted.stream().noneMatch(one -> one.fits(value));
    }
  }

  /// @param bounds all of them have to hold
  record Numeric(List<Bound> bounds) implements ValuePattern {
    record Bound(String operator, BigDecimal number) {
      boolean holds(BigDecimal value) {
        int order = value.compareTo(number);
        return switch (operator) {
          case "=" -> order == 0;
          case "<" -> order < 0;
          case "<=" -> order <= 0;
          case ">" -> order > 0;
          case ">=" -> order >= 0;
          default -> throw new IllegalStateException(operator);
        };
      }
    }

    @Override
    public boolean fits(JsonNode value) {
      return value.isNumber()
          && bounds.stream().allMatch(bound -> bound.holds(value.decimalValue()));
    }
  }

  record Exists(boolean wanted) implements ValuePattern {
    @Override
    public boolean fits(JsonNode value) {
      return wanted;
    }

    @Override
    public boolean fitsAbsence() {
      return !wanted;
    }
  }

  record Cidr(IpRange range) implements ValuePattern {
    @Override
    public boolean fits(JsonNode value) {
      return value.isString() && range.contains(value.stringValue());
    }
  }

  /// Reads one element of a pattern's list.
  ///
  /// @throws IllegalArgumentException if EventBridge would not take it
  static ValuePattern of(JsonNode json) {
    if (!json.isObject()) {
      require(
          !json.isArray(), "Match value must be String, number, true, false, or null, not a list");
      return new Exact(json);
    }
    require(json.size() == 1, "Only one key allowed in match expression");
    String operator = json.propertyNames().iterator().next();
    JsonNode operand = json.path(operator);
    return switch (operator) {
      case "prefix" -> new Prefix(affix(operator, operand), ignoresCase(operand));
      case "suffix" -> new Suffix(affix(operator, operand), ignoresCase(operand));
      case "equals-ignore-case" -> new EqualsIgnoreCase(text(operator, operand));
      case "wildcard" -> new Wildcard(regex(text(operator, operand)));
      case "anything-but" -> new AnythingBut(unwanted(operand));
      case "numeric" -> new Numeric(bounds(operand));
      case "exists" -> {
        require(operand.isBoolean(), "exists match pattern must be either true or false.");
        yield new Exists(operand.booleanValue());
      }
      case "cidr" -> new Cidr(IpRange.of(text("prefix", operand)));
      default -> throw new IllegalArgumentException("Unrecognized match type " + operator);
    };
  }

  /// A value, a list of values, or one operator with one or several operands.
  private static List<ValuePattern> unwanted(JsonNode operand) {
    if (operand.isObject()) {
      require(operand.size() == 1, "Only one key allowed in match expression");
      String operator = operand.propertyNames().iterator().next();
      JsonNode inner = operand.path(operator);
      List<JsonNode> operands = inner.isArray() ? inner.valueStream().toList() : List.of(inner);
      require(!operands.isEmpty(), "Empty arrays are not allowed");
      return operands.stream().map(one -> unwanted(operator, one)).toList();
    }
    require(
        operand.isString() || operand.isNumber() || operand.isArray(),
        "Value of anything-but must be an array or single string/number value.");
    List<JsonNode> values = operand.isArray() ? operand.valueStream().toList() : List.of(operand);
    require(!values.isEmpty(), "Empty arrays are not allowed");
    require(
        values.stream().allMatch(JsonNode::isString)
            || values.stream().allMatch(JsonNode::isNumber),
        "Inside anything but list, either all values are number or string, mixed type is not"
            + " supported");
    return values.stream().<ValuePattern>map(Exact::new).toList();
  }

  private static ValuePattern unwanted(String operator, JsonNode operand) {
    require(
        !operand.isObject(),
        "Value of anything-but must be an array or single string/number value.");
    return switch (operator) {
      case "prefix", "suffix" -> {
        require(operand.isString(), "prefix/suffix match pattern must be a string");
        require(!operand.stringValue().isEmpty(), "Null prefix/suffix not allowed");
        yield operator.equals("prefix")
            ? new Prefix(operand.stringValue(), false)
            : new Suffix(operand.stringValue(), false);
      }
      case "equals-ignore-case" -> {
        require(
            operand.isString(),
            "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not"
                + " supported.");
        yield new EqualsIgnoreCase(operand.stringValue());
      }
      case "wildcard" -> new Wildcard(regex(text(operator, operand)));
      default ->
          throw new IllegalArgumentException("Unsupported anything-but pattern: " + operator);
    };
  }

  /// `["=", n]`, `["<", n]`, `[">", n]`, or a lower bound and then an upper one.
  private static List<Numeric.Bound> bounds(JsonNode operand) {
    require(operand.isArray() && !operand.isEmpty(), "Value of numeric must be an array.");
    List<JsonNode> parts = operand.valueStream().toList();
    List<Numeric.Bound> bounds = new ArrayList<>();
    for (int index = 0; index < parts.size(); index += 2) {
      require(parts.get(index).isString(), "Invalid member in numeric match: " + parts.get(index));
      String operator = parts.get(index).stringValue();
      require(
          Set.of("=", "<", "<=", ">", ">=").contains(operator),
          "Unrecognized numeric range operator: " + operator);
      boolean first = bounds.isEmpty();
      require(
          first || bounds.getFirst().operator().startsWith(">"),
          "Too many terms in numeric range expression");
      require(first || operator.startsWith("<"), "Bad numeric range operator: " + operator);
      require(bounds.size() < 2, "Too many terms in numeric range expression");
      require(
          index + 1 < parts.size() && parts.get(index + 1).isNumber(),
          "Value of " + operator + " must be numeric");
      BigDecimal number = parts.get(index + 1).decimalValue();
      require(
          number.abs().compareTo(LARGEST) <= 0,
          "Value must be between -5.0E9 and 5.0E9, inclusive");
      require(
          first || bounds.getFirst().number().compareTo(number) < 0,
          "Bottom must be less than top");
      bounds.add(new Numeric.Bound(operator, number));
    }
    return bounds;
  }

  /// The operand of prefix and suffix: a text, or one under equals-ignore-case.
  private static String affix(String operator, JsonNode operand) {
    return text(operator, ignoresCase(operand) ? operand.path("equals-ignore-case") : operand);
  }

  private static boolean ignoresCase(JsonNode operand) {
    return operand.size() == 1 && operand.has("equals-ignore-case");
  }

  private static String text(String operator, JsonNode operand) {
    require(operand.isString(), operator + " match pattern must be a string");
    return operand.stringValue();
  }

  /// A star stands for anything; `\*` is a star and `\\` a backslash.
  private static Pattern regex(String wildcard) {
    int consecutive = wildcard.indexOf("**");
    require(consecutive < 0, "Consecutive wildcard characters at pos " + (consecutive + 1));
    String regex =
        Pattern.compile("\\\\[*\\\\]|\\*|[^*\\\\]+|\\\\")
            .matcher(wildcard)
            .results()
            .map(
                part ->
                    switch (part.group()) {
                      case "*" -> ".*";
                      case "\\*" -> "\\*";
                      case "\\\\" -> "\\\\";
                      case "\\" ->
                          throw new IllegalArgumentException(
                              "Invalid escape character at pos " + (part.start() + 1));
                      default -> Pattern.quote(part.group());
                    })
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  private static void require(boolean condition, String reason) {
    if (!condition) {
      throw new IllegalArgumentException(reason);
    }
  }
}
