package dev.sluice.local.sign;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What of a request is signed.
///
/// @param path as it was sent, percent-encoded
/// @param query as it was sent, without the question mark
/// @param headers all of them, by their names in lower case
/// @param bodyHash the body's SHA-256 in hexadecimal digits, where a service always signs it; S3's
///   clients say in a header what they signed of it
public record SignableRequest(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    Optional<String> bodyHash) {
  /// A request as S3 signs it.
  public static SignableRequest of(HttpExchange exchange) {
    // Not getRawPath: a path that begins with two slashes is taken for a host there.
    String target = exchange.getRequestURI().toString();
    int question = target.indexOf('?');
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers.put(
                    name.toLowerCase(Locale.ROOT),
                    values.stream().map(SignableRequest::utf8).toList()));
    return new SignableRequest(
        exchange.getRequestMethod(),
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        headers,
        Optional.empty());
  }

  /// The same with its body, as the other services sign it.
  public SignableRequest withBody(byte[] body) {
    return new SignableRequest(method, path, query, headers, Optional.of(Hashes.sha256Hex(body)));
  }

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

  /// The server reads headers byte by byte; what clients sign and mean is UTF-8.
  private static String utf8(String value) {
    return value.chars().allMatch(character -> character < 0x80)
        ? value
        : new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
