package dev.sluice.api.route;

import dev.sluice.core.upload.Refusal;
import dev.sluice.core.upload.Refused;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request's JSON object; answers a field that is missing or of the wrong kind by its name.
final class Body {
  /// No request of ours needs more.
  private static final int MAXIMUM_CHARACTERS = 64 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonNode object;
  private final String prefix;

  private Body(JsonNode object, String prefix) {
    this.object = object;
    this.prefix = prefix;
  }

  /// @throws BadBody if it is not a JSON object, or too large
  static Body parse(String text) {
    if (text.length() > MAXIMUM_CHARACTERS) {
      throw new BadBody("a body has at most 64 KiB; file bytes go to S3, not here", true);
    }
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.isObject()) {
        return new Body(node, "");
      }
    } catch (JacksonException e) {
      throw new BadBody("the body is not JSON" + where(e) + ", or has a field twice", false);
    }
    throw new BadBody("the body is not a JSON object, such as {\"fileName\":\"a.pdf\"}", false);
  }

  /// Refuses a field that would do nothing: a misspelt `checksum` would leave the bytes unbound.
  ///
  /// @return this
  Body only(String... names) {
    Set<String> known = Set.of(names);
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        throw bad(name, "is no field here; there are " + String.join(", ", names));
      }
    }
    return this;
  }

  /// The parser's own words are about its settings, too.
  private static String where(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? ""
        : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> bad(name, "is missing; send a string"));
  }

  Optional<String> optionalText(String name) {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isString()) {
      throw bad(name, "is not a string");
    }
    return Optional.of(node.asString());
  }

  /// A whole number; one that fits no long is out of every range, and becomes the largest or
  /// smallest.
  long number(String name) {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      throw bad(name, "is missing; send a whole number");
    }
    if (!node.isIntegralNumber()) {
      throw bad(name, "is not a whole number");
    }
    BigInteger value = node.bigIntegerValue();
    if (value.bitLength() > 63) {
      return value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return value.longValue();
  }

  Optional<Body> optionalObject(String name) {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isObject()) {
      throw bad(name, "is not an object");
    }
    return Optional.of(new Body(node, prefix + name + '.'));
  }

  Refused bad(String name, String what) {
    return new Refused(new Refusal.BadField(prefix + name, prefix + name + ' ' + what));
  }
}
