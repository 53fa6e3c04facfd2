package dev.sluice.local.access;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request over HTTP, as far as permissions depend on it.
///
/// @param operation as the service's API reference calls it, where the request's head tells
/// @param headers by their names in lower case
/// @param body empty where permissions do not depend on it
@SuppressWarnings("ArrayRecordComponent") // Lives for one request and is never compared.
public record Call(String operation, URI uri, Map<String, String> headers, byte[] body) {
  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  Map<String, String> query() {
    String query = uri.getRawQuery();
    return query == null ? Map.of() : form(query);
  }

  Map<String, String> bodyForm() {
    return form(new String(body, StandardCharsets.UTF_8));
  }

  static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, String> form(String text) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      form.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }
    return form;
  }

  /// The body; missing when it is no JSON, which the service says itself.
  JsonNode json() {
    try {
      return JsonMapper.shared().readTree(body());
    } catch (JacksonException unreadable) {
      return JsonMapper.shared().missingNode();
    }
  }
}
