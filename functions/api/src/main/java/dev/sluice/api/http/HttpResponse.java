package dev.sluice.api.http;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// An answer. Nothing of it may be kept by a cache: states change, and URLs expire.
///
/// @param body empty if there is none
public record HttpResponse(int status, Map<String, String> headers, String body) {
  public HttpResponse {
    headers = Map.copyOf(headers);
  }

  public static HttpResponse json(int status, JsonNode body) {
    return of(status, "application/json", body);
  }

  /// RFC 9457
  public static HttpResponse problem(int status, JsonNode body) {
    return of(status, "application/problem+json", body);
  }

  public static HttpResponse empty(int status) {
    return new HttpResponse(status, Map.of("Cache-Control", "no-store"), "");
  }

  /// 307, so that the method stays what it is.
  public static HttpResponse redirect(String location) {
    return empty(307).with("Location", location);
  }

  public HttpResponse with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpResponse(status, more, body);
  }

  private static HttpResponse of(int status, String type, JsonNode body) {
    return new HttpResponse(
        status,
        Map.of(
            "Content-Type", type,
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff"),
        body.toString());
  }
}
