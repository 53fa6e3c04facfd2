package dev.sluice.local.s3.wire;

import dev.sluice.local.sign.Percent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A request's query, decoded. Of parameters that come twice the first counts.
public final class Query {
  private final Map<String, String> parameters = new LinkedHashMap<>();

  Query(String raw) {
    for (String part : raw.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = Percent.decodeForm(equals < 0 ? part : part.substring(0, equals));
        String value = equals < 0 ? "" : Percent.decodeForm(part.substring(equals + 1));
        parameters.putIfAbsent(name, value);
      }
    }
  }

  public boolean has(String name) {
    return parameters.containsKey(name);
  }

  public Optional<String> find(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  public String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  public Map<String, String> all() {
    return parameters;
  }

  /// A whole number within bounds; what is above the upper one is the upper one.
  public int number(String name, int byDefault, int most) {
    Optional<String> given = find(name).filter(text -> !text.isEmpty());
    if (given.isEmpty()) {
      return byDefault;
    }
    try {
      long number = Long.parseLong(given.get());
      if (number < 0 || number > Integer.MAX_VALUE) {
        throw S3Error.argument(
            name,
            given.get(),
            "Argument %s must be an integer between 0 and 2147483647".formatted(name));
      }
      return (int) Math.min(number, most);
    } catch (NumberFormatException notANumber) {
      throw S3Error.argument(
          name, given.get(), "Provided %s not an integer or within integer range".formatted(name));
    }
  }
}
