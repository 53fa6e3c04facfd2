package dev.sluice.local.apigateway;

/// What the gateway answers on its own ("Gateway response types", API Gateway developer guide).
enum GatewayError {
  MISSING_AUTHENTICATION_TOKEN(403, "Missing Authentication Token"),
  REQUEST_TOO_LARGE(413, "Request Too Long"),
  THROTTLED(429, "Too Many Requests"),
  API_CONFIGURATION_ERROR(500, "Internal server error"),
  INTEGRATION_TIMEOUT(504, "Endpoint request timed out"),
  /// A proxy function that fails or answers in another form: 502, unlike the type's usual 504.
  INTEGRATION_FAILURE(502, "Internal server error");

  private final int status;
  private final String message;

  GatewayError(int status, String message) {
    this.status = status;
    this.message = message;
  }

  int status() {
    return status;
  }

  String message() {
    return message;
  }

  String fallback() {
    return status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
  }
}
