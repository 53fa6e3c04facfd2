package dev.sluice.local.apigateway;

/// What the gateway answers on its own ("Gateway response types for API Gateway", API Gateway
/// developer guide).
enum GatewayError {
  MISSING_AUTHENTICATION_TOKEN(
      403, "MissingAuthenticationTokenException", "Missing Authentication Token"),
  BAD_REQUEST_PARAMETERS(400, "BadRequestException", "Missing required request parameters: "),
  REQUEST_TOO_LARGE(413, "RequestTooLargeException", "Request Too Long"),
  THROTTLED(429, "TooManyRequestsException", "Too Many Requests"),
  API_CONFIGURATION_ERROR(500, "InternalServerErrorException", "Internal server error"),
  INTEGRATION_TIMEOUT(504, "InternalServerErrorException", "Endpoint request timed out"),
  /// A proxy function that fails or answers in another form: 502, unlike the type's usual 504.
  INTEGRATION_FAILURE(502, "InternalServerErrorException", "Internal server error");

  private final int status;
  private final String exception;
  private final String message;

  GatewayError(int status, String exception, String message) {
    this.status = status;
    this.exception = exception;
    this.message = message;
  }

  int status() {
    return status;
  }

  /// What the header `x-amzn-ErrorType` says.
  String exception() {
    return exception;
  }

  String message() {
    return message;
  }

  String fallback() {
    return status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
  }
}
