package dev.sluice.local.s3.sign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What of a request is signed.
///
/// @param path as it was sent, percent-encoded
/// @param query as it was sent, without the question mark
/// @param headers all of them, by their names in lower case
public record SignableRequest(
    String method, String path, String query, Map<String, List<String>> headers) {
  /// A parameter of the query, decoded.
  record Parameter(String name, String value) {}

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        parameters.add(new Parameter(Percent.decodeForm(name), Percent.decodeForm(value)));
      }
    }
    return parameters;
  }

  /// The header's values as one, empty if there is no such header.
  String header(String lowerCaseName) {
    List<String> values = headers.getOrDefault(lowerCaseName, List.of());
    return String.join(",", values);
  }

  /// `name:value` lines for the signed headers, with spaces as Signature Version 4 has them.
  String canonicalHeaders(Collection<String> signed) {
    StringBuilder lines = new StringBuilder();
    for (String name : signed) {
      List<String> values =
          headers.getOrDefault(name, List.of()).stream()
              .map(value -> value.strip().replaceAll(" +", " "))
              .toList();
      lines.append(name).append(':').append(String.join(",", values)).append('\n');
    }
    return lines.toString();
  }
}
