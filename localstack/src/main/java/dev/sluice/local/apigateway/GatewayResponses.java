package dev.sluice.local.apigateway;

import dev.sluice.local.template.Stack;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/// Renders the gateway's own answers, as the template has them or as API Gateway has them by
/// default.
final class GatewayResponses {
  private static final String JSON = "application/json";
  private static final String DEFAULT_TEMPLATE = "{\"message\":$context.error.messageString}";
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{context\\.([A-Za-z.]+)}|context\\.([A-Za-z]+(?:\\.[A-Za-z]+)*))");

  private final Map<String, Stack.GatewayResponse> byType = new HashMap<>();

  GatewayResponses(List<Stack.GatewayResponse> responses) {
    responses.forEach(response -> byType.put(response.type(), response));
  }

  Answer render(Failure failure, Request request, String resource) {
    GatewayError error = failure.error();
    Stack.GatewayResponse response =
        byType.getOrDefault(error.name(), byType.get(error.fallback()));
    Map<String, String> context = context(failure, request, resource);
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("x-amzn-ErrorType", List.of(error.exception()));
    String type = JSON;
    String template = DEFAULT_TEMPLATE;
    int status = error.status();
    if (response != null) {
      status = response.status().orElse(status);
      if (!response.templates().isEmpty()) {
        type =
            response.templates().containsKey(JSON)
                ? JSON
                : response.templates().keySet().iterator().next();
        template = response.templates().getOrDefault(type, DEFAULT_TEMPLATE);
      }
    }
    headers.put("Content-Type", List.of(type));
    if (response != null) {
      response
          .headers()
          .forEach((name, value) -> headers.put(name, List.of(value(value, request, context))));
    }
    return new Answer(
        status, headers, substitute(template, context).getBytes(StandardCharsets.UTF_8));
  }

  private static String value(String expression, Request request, Map<String, String> context) {
    String header = "method.request.header.";
    if (expression.startsWith(header)) {
      return request.header(expression.substring(header.length()));
    }
    return expression.startsWith("context.")
        ? context.getOrDefault(expression.substring("context.".length()), "")
        : expression.replaceAll("^'|'$", "");
  }

  private static String substitute(String template, Map<String, String> context) {
    Matcher variable = VARIABLE.matcher(template);
    StringBuilder text = new StringBuilder();
    while (variable.find()) {
      String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
      variable.appendReplacement(text, Matcher.quoteReplacement(context.getOrDefault(name, "")));
    }
    return variable.appendTail(text).toString();
  }

  /// What `$context` says of an error.
  static Map<String, String> variables(Failure failure) {
    return Map.of(
        "error.message", failure.message(),
        "error.messageString", JsonNodeFactory.instance.stringNode(failure.message()).toString(),
        "error.responseType", failure.error().name());
  }

  private static Map<String, String> context(Failure failure, Request request, String resource) {
    Map<String, String> context = new HashMap<>(variables(failure));
    context.put("requestId", request.id());
    context.put("extendedRequestId", request.id());
    context.put("httpMethod", request.method());
    context.put("path", "/" + request.stage() + request.rawPath());
    context.put("resourcePath", resource);
    context.put("stage", request.stage());
    context.put("identity.sourceIp", request.sourceIp());
    return context;
  }
}
