package dev.sluice.api.http;

import java.util.Map;
import java.util.Optional;

/// A request.
///
/// @param path behind the stage, as `/v1/uploads/…`, not decoded
/// @param query decoded; of a name given twice the last value
/// @param headers by lower-case name; of a name given twice the last value
/// @param body empty if there is none
public record HttpRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {
  public HttpRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /// @param name in lower case
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }
}
