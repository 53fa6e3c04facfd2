package dev.sluice.local.s3.wire;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a form may upload (Amazon S3 API reference, "Creating a POST Policy").
public final class PostPolicy {
  private static final Set<String> WITHOUT_CONDITION =
      Set.of("x-amz-signature", "file", "policy", "awsaccesskeyid", "signature");

  /// @param text as AWS quotes it in a refusal
  private record Condition(String operator, String field, String value, String text) {}

  private final Instant expiration;
  private final List<Condition> conditions;

  private PostPolicy(Instant expiration, List<Condition> conditions) {
    this.expiration = expiration;
    this.conditions = conditions;
  }

  static PostPolicy decode(String base64) {
    JsonNode json;
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64);
      json = JsonMapper.shared().readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (JacksonException | IllegalArgumentException notJson) {
      throw invalid("Invalid JSON.");
    }
    String expiration = json.path("expiration").asString("");
    if (expiration.isEmpty()) {
      throw invalid("Policy missing expiration.");
    }
    if (!json.path("conditions").isArray()) {
      throw invalid("Policy missing conditions.");
    }
    List<Condition> conditions = new ArrayList<>();
    for (JsonNode one : json.path("conditions")) {
      conditions.add(one.isArray() ? listed(one) : simple(one));
    }
    if (conditions.isEmpty()) {
      throw invalid("Policy missing conditions.");
    }
    try {
      return new PostPolicy(Instant.parse(expiration), conditions);
    } catch (DateTimeException notIso) {
      throw invalid("Invalid 'expiration' value: '%s'".formatted(expiration));
    }
  }

  /// @param fields of the form, by names in lower case
  public void check(Map<String, String> fields, Instant now) {
    if (!now.isBefore(expiration)) {
      throw denied("Policy expired.");
    }
    Set<String> named = new HashSet<>();
    for (Condition condition : conditions) {
      if (condition.operator().equals("content-length-range")) {
        continue;
      }
      named.add(condition.field());
      if (!holds(condition, fields.getOrDefault(condition.field(), ""))) {
        throw failed(condition);
      }
    }
    List<String> extra =
        fields.keySet().stream()
            .filter(name -> !named.contains(name) && !WITHOUT_CONDITION.contains(name))
            .filter(name -> !name.startsWith("x-ignore-"))
            .toList();
    if (!extra.isEmpty()) {
      throw denied("Extra input fields: " + String.join(", ", extra));
    }
  }

  /// Checks the file's length.
  public void requireSize(long size) {
    for (Condition condition : conditions) {
      if (condition.operator().equals("content-length-range")) {
        long least = number(condition, condition.field());
        long most = number(condition, condition.value());
        if (size < least) {
          throw S3Error.ENTITY_TOO_SMALL
              .refused()
              .with("ProposedSize", Long.toString(size))
              .with("MinSizeAllowed", Long.toString(least));
        }
        if (size > most) {
          throw S3Error.ENTITY_TOO_LARGE
              .refused()
              .with("ProposedSize", Long.toString(size))
              .with("MaxSizeAllowed", Long.toString(most));
        }
      }
    }
  }

  private static boolean holds(Condition condition, String value) {
    if (condition.operator().equals("eq")) {
      return value.equals(condition.value());
    }
    // Of a list of types each has to begin so.
    String[] values =
        condition.field().equals("content-type") ? value.split(",") : new String[] {value};
    return Arrays.stream(values).allMatch(one -> one.strip().startsWith(condition.value()));
  }

  private static Condition simple(JsonNode json) {
    if (!json.isObject() || json.size() != 1) {
      throw invalid(
          "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
    }
    Map.Entry<String, JsonNode> only = json.properties().iterator().next();
    String value = only.getValue().asString("");
    return new Condition(
        "eq",
        only.getKey().toLowerCase(Locale.ROOT),
        value,
        text("eq", '$' + only.getKey(), value));
  }

  private static Condition listed(JsonNode json) {
    String operator = json.path(0).asString("").toLowerCase(Locale.ROOT);
    if (json.size() != 3) {
      throw invalid("Invalid Condition: wrong number of arguments.");
    }
    String second = json.path(1).asString("");
    String third = json.path(2).asString("");
    return switch (operator) {
      case "content-length-range" -> {
        if (second.startsWith("-") || third.startsWith("-")) {
          throw invalid("Invalid Condition: the content-length-range is not valid.");
        }
        yield new Condition(operator, second, third, text(operator, second, third));
      }
      case "eq", "starts-with" ->
          new Condition(
              operator,
              // Without the dollar no field is meant, and the condition can't hold.
              second.startsWith("$") ? second.substring(1).toLowerCase(Locale.ROOT) : second + ' ',
              third,
              text(operator, second, third));
      default -> throw invalid("Invalid Condition: unknown operation '%s'.".formatted(operator));
    };
  }

  private static long number(Condition condition, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw failed(condition);
    }
  }

  private static String text(String operator, String second, String third) {
    return "[\"%s\", \"%s\", \"%s\"]".formatted(operator, second, third);
  }

  private static S3Exception failed(Condition condition) {
    return denied("Policy Condition failed: " + condition.text());
  }

  private static S3Exception denied(String because) {
    return S3Error.ACCESS_DENIED.refused("Invalid according to Policy: " + because);
  }

  private static S3Exception invalid(String because) {
    return S3Error.INVALID_POLICY_DOCUMENT.refused("Invalid Policy: " + because);
  }
}
