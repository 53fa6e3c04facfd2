package dev.sluice.cli.inspect;

import dev.sluice.core.detect.Fact;
import dev.sluice.core.detect.Finding;
import dev.sluice.core.detect.Kinds;
import dev.sluice.core.media.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One JSON object for programs. Written by hand: a library would take longer to start than a
/// hundred files take.
final class JsonLine {
  private final StringBuilder json = new StringBuilder(300);

  private JsonLine() {}

  static String of(Inspection inspection) {
    return new JsonLine().write(inspection);
  }

  private String write(Inspection inspection) {
    Finding finding = inspection.finding();
    json.append('{');
    text("file", inspection.path().toString());
    text("mediaType", finding.mediaType().toString());
    text("extension", finding.extension());
    List<String> aliases = new ArrayList<>();
    for (MediaType alias : Kinds.known().aliases(finding.mediaType())) {
      aliases.add(alias.toString());
    }
    aliases.sort(null);
    name("aliases").append('[');
    for (String alias : aliases) {
      separate();
      quote(alias);
    }
    json.append(']');
    text("verdict", inspection.outcome().name());
    inspection.reason().ifPresent(reason -> text("reason", reason));
    name("requests").append(inspection.ranges().size());
    name("bytes").append(inspection.bytes());
    name("micros").append(inspection.micros());
    facts(finding.facts());
    also(finding.also());
    return json.append("}\n").toString();
  }

  private void facts(List<Fact> facts) {
    if (facts.isEmpty()) {
      return;
    }
    name("facts").append('[');
    for (Fact fact : facts) {
      separate();
      json.append('{');
      for (Map.Entry<String, Object> field : Facts.fields(fact).entrySet()) {
        if (field.getValue() instanceof String text) {
          text(field.getKey(), text);
        } else {
          name(field.getKey()).append(field.getValue());
        }
      }
      json.append('}');
    }
    json.append(']');
  }

  private void also(List<Finding.Also> also) {
    if (also.isEmpty()) {
      return;
    }
    name("also").append('[');
    for (Finding.Also second : also) {
      separate();
      json.append('{');
      text("mediaType", second.mediaType().toString());
      text("proof", second.proof().toString());
      json.append('}');
    }
    json.append(']');
  }

  private void text(String name, String value) {
    name(name);
    quote(value);
  }

  private StringBuilder name(String name) {
    separate();
    quote(name);
    return json.append(':');
  }

  /// A comma, unless an object or array has just begun.
  private void separate() {
    char last = json.charAt(json.length() - 1);
    if (last != '{' && last != '[') {
      json.append(',');
    }
  }

  /// RFC 8259, section 7; what would steer a terminal is escaped besides, as are lone surrogates,
  /// which UTF-8 can't carry.
  private void quote(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '"' || character == '\\') {
        json.append('\\').append(character);
      } else if (character < 0x20
          || (character >= 0x7F && character < 0xA0)
          || (character >= 0x2028 && character <= 0x202E)
          || (character >= 0x2066 && character <= 0x2069)
          || isLone(text, i)) {
        json.append("\\u");
        String hex = Integer.toHexString(character);
        json.append("0".repeat(4 - hex.length())).append(hex);
      } else {
        json.append(character);
      }
    }
    json.append('"');
  }

  private static boolean isLone(String text, int index) {
    char character = text.charAt(index);
    if (Character.isHighSurrogate(character)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(character)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }
}
