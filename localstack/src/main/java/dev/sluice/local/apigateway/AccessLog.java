package dev.sluice.local.apigateway;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines of an access log in a stage's own format ("Access logging for REST APIs", API Gateway
/// developer guide). A variable that a request does not have is a dash.
final class AccessLog {
  /// Where a stage has no format.
  static final String DEFAULT =
      "$context.requestId $context.identity.sourceIp $context.httpMethod $context.path"
          + " $context.status $context.responseLength bytes $context.responseLatency ms";

  private static final Pattern VARIABLE =
      Pattern.compile("\\$context\\.([A-Za-z0-9]+(?:\\.[A-Za-z0-9]+)*)");

  private final String format;

  AccessLog(String format) {
    this.format = format;
  }

  /// @param variables values by names without `$context.`
  String line(Map<String, String> variables) {
    return VARIABLE
        .matcher(format)
        .replaceAll(found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), "-")));
  }
}
