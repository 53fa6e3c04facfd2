package dev.sluice.cli;

import tools.jackson.databind.JsonNode;

/// A refusal by the API: an RFC 9457 problem.
final class ApiFailure extends Failure {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String slug;

  private ApiFailure(int status, String slug, String message) {
    super(message);
    this.status = status;
    this.slug = slug;
  }

  /// @param what the request, such as `GET /v1/uploads`
  static ApiFailure of(int status, String body, String what) {
    JsonNode problem = Json.read(body);
    String type = Json.text(problem, "type");
    String slug = type.substring(type.lastIndexOf('/') + 1);
    String detail = Json.text(problem, "detail");
    String title = Json.text(problem, "title");
    String said = detail.isEmpty() ? title : detail;
    if (said.isEmpty()) {
      said =
          "the server answered "
              + status
              + " to "
              + what
              + "; is SLUICE_URL a Sluice API's address?";
    }
    if (status == 401) {
      said += " (./sluice token prints one for the local Sluice)";
    }
    return new ApiFailure(status, slug, said);
  }

  int status() {
    return status;
  }

  /// The last segment of the problem's `type`, such as `wrong-state`.
  String slug() {
    return slug;
  }
}
