package dev.sluice.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a method asks for an answer ("x-amazon-apigateway-integration object", API Gateway
/// developer guide).
public sealed interface Integration {
  /// A function behind a proxy.
  ///
  /// @param timeout how long the gateway waits for it
  record Function(String name, Duration timeout) implements Integration {}

  /// Nobody: the answer stands in the API, as preflights have it.
  record Mock(int status, Map<String, List<String>> headers, String body) implements Integration {}
}
