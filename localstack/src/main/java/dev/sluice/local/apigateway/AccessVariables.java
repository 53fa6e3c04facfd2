package dev.sluice.local.apigateway;

import dev.sluice.local.template.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// "Variables for access logging for API Gateway", as far as a request here has them.
final class AccessVariables {
  private AccessVariables() {}

  /// By names without `$context.`.
  static Map<String, String> of(
      Request request,
      Outcome outcome,
      Stack.RestApi api,
      String account,
      Instant begin,
      Instant now) {
    Map<String, String> values = new HashMap<>();
    values.put("accountId", account);
    values.put("apiId", api.id());
    values.put("stage", request.stage());
    values.put("requestId", request.id());
    values.put("extendedRequestId", request.id());
    values.put("httpMethod", request.method());
    values.put("path", "/" + request.stage() + request.rawPath());
    values.put("protocol", "HTTP/1.1");
    values.put("requestTime", ProxyEvent.requestTime(begin));
    values.put("requestTimeEpoch", Long.toString(begin.toEpochMilli()));
    values.put("identity.sourceIp", request.sourceIp());
    values.put("identity.userAgent", request.header("User-Agent"));
    values.put("domainName", ProxyEvent.domainName(request));
    values.put("status", Integer.toString(outcome.answer().status()));
    values.put("responseLength", Integer.toString(outcome.answer().body().length));
    values.put("responseLatency", Long.toString(Duration.between(begin, now).toMillis()));
    if (!outcome.resource().isEmpty()) {
      values.put("resourcePath", outcome.resource());
    }
    outcome.failure().ifPresent(failure -> values.putAll(GatewayResponses.variables(failure)));
    outcome
        .failure()
        .flatMap(Failure::reason)
        .ifPresent(
            reason -> {
              values.put("integrationErrorMessage", reason);
              values.put("integration.error", reason);
            });
    outcome
        .integration()
        .ifPresent(
            integration -> {
              String latency = Long.toString(integration.latency().toMillis());
              values.put("integrationLatency", latency);
              values.put("integration.latency", latency);
              // What Lambda's own answer says, whatever the function's.
              values.put("integrationStatus", "200");
              values.put("integration.integrationStatus", "200");
              integration
                  .status()
                  .ifPresent(code -> values.put("integration.status", Integer.toString(code)));
            });
    values.values().removeIf(String::isEmpty);
    return values;
  }
}
