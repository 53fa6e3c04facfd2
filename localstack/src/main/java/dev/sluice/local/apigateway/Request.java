package dev.sluice.local.apigateway;

import java.util.List;
import java.util.Map;

/// A request at the gateway's door.
///
/// @param rawPath below the stage, percent-encoded
/// @param rawQuery percent-encoded, empty if there is none
@SuppressWarnings("ArrayRecordComponent") // bodies are never compared
record Request(
    String id,
    String method,
    String rawPath,
    String rawQuery,
    Map<String, List<String>> headers,
    byte[] body,
    String sourceIp,
    String stage) {

  /// A header's last value, or an empty text.
  String header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> header.getValue().getLast())
        .findFirst()
        .orElse("");
  }
}
