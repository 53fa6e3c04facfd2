package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;

/// What a request asks of its service.
///
/// @param name as the service's API reference has it
/// @param resource bucket and key, percent-encoded; or names of queues, tables, functions or buses,
///   with commas between; empty where there is none
public record Operation(String name, String resource) {
  /// What requests are called that tell no name.
  public static final String UNKNOWN = "Unknown";

  /// What the JSON protocols say of it in a header.
  static Operation ofTarget(HttpExchange exchange) {
    String target = exchange.getRequestHeaders().getFirst(ErrorAnswer.TARGET);
    return new Operation(
        target == null ? UNKNOWN : target.substring(target.lastIndexOf('.') + 1),
        exchange.getRequestURI().getRawPath());
  }
}
