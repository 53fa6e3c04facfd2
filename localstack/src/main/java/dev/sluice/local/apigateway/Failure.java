package dev.sluice.local.apigateway;

import dev.sluice.local.template.Stack;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why the gateway answers itself.
///
/// @param reason what clients are not told; empty if the message says all
record Failure(GatewayError error, String message, Optional<String> reason) {
  static Failure of(GatewayError error) {
    return new Failure(error, error.message(), Optional.empty());
  }

  static Failure because(GatewayError error, String reason) {
    return new Failure(error, error.message(), Optional.of(reason));
  }

  /// The parameters that a method asks for and a request lacks ("Request validation for REST
  /// APIs").
  static Optional<Failure> missing(Request request, Routes.Match match) {
    Map<String, List<String>> query = ProxyEvent.query(request.rawQuery());
    List<String> missing =
        match.method().required().stream()
            .filter(
                parameter ->
                    switch (parameter.place()) {
                      case PATH -> !match.pathParameters().containsKey(parameter.name());
                      case QUERY ->
                          query.getOrDefault(parameter.name(), List.of("")).getLast().isEmpty();
                      case HEADER -> request.header(parameter.name()).isBlank();
                    })
            .map(Stack.RequestParameter::name)
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Failure(
                GatewayError.BAD_REQUEST_PARAMETERS,
                GatewayError.BAD_REQUEST_PARAMETERS.message() + missing,
                Optional.empty()));
  }
}
