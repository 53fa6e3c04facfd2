package dev.sluice.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;

/// An answer that API Gateway gives without asking the function, as a problem (RFC 9457) like the
/// function's own.
///
/// @param kind API Gateway: "Gateway response types"
/// @param status empty where the kind stands for several; the answer then keeps its own
/// @param slug the last segment of the problem's `type`
record GatewayProblem(String kind, OptionalInt status, String slug, String title, String detail) {

  private static final String NO_SUCH_ROUTE = "No such route.";

  private static final List<GatewayProblem> ALL =
      List.of(
          // API Gateway's word for "no such path", which it answers with 403 unless told otherwise.
          problem("MISSING_AUTHENTICATION_TOKEN", 404, "not-found", "Not found", NO_SUCH_ROUTE),
          problem("RESOURCE_NOT_FOUND", 404, "not-found", "Not found", NO_SUCH_ROUTE),
          problem(
              "REQUEST_TOO_LARGE",
              413,
              "body-too-large",
              "Body too large",
              "Send at most 64 KiB of JSON; the file's bytes go to the URLs of the plan."),
          problem(
              "THROTTLED",
              429,
              "too-many-requests",
              "Too many requests",
              "Wait a second, then go on more slowly."),
          new GatewayProblem(
              "DEFAULT_4XX",
              OptionalInt.empty(),
              "bad-request",
              "Bad request",
              "The request was refused before it was read; check method, path and headers."),
          new GatewayProblem(
              "DEFAULT_5XX",
              OptionalInt.empty(),
              "unavailable",
              "Unavailable",
              "The API did not answer; try again in a moment."));

  private static GatewayProblem problem(
      String kind, int status, String slug, String title, String detail) {
    return new GatewayProblem(kind, OptionalInt.of(status), slug, title, detail);
  }

  /// The value of `x-amazon-apigateway-gateway-responses`.
  static Map<String, Object> all() {
    var responses = new LinkedHashMap<String, Object>();
    for (GatewayProblem problem : ALL) {
      responses.put(problem.kind, problem.response());
    }
    return responses;
  }

  private Map<String, Object> response() {
    var response = new LinkedHashMap<String, Object>();
    status.ifPresent(value -> response.put("statusCode", value));
    response.put(
        "responseParameters",
        OpenApi.sorted(
            Map.of(
                // The template is chosen by the request's Accept, so it must be the one for
                // application/json; what is sent is named here.
                "gatewayresponse.header.Content-Type", "'application/problem+json'",
                // Nothing here is secret, and a page can't see why it was refused without it.
                "gatewayresponse.header.Access-Control-Allow-Origin", "'*'")));
    response.put("responseTemplates", Map.of("application/json", body()));
    return response;
  }

  private String body() {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "https://sluice.dev/problems/" + slug);
    body.put("title", title);
    status.ifPresent(value -> body.put("status", value));
    body.put("detail", detail);
    return JsonMapper.shared().writeValueAsString(body);
  }
}
