package dev.sluice.local.fault;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which calls a fault is for. In every pattern `*` stands for any text.
///
/// @param service signing name, such as `sqs`
/// @param operation as the service's API reference calls it
/// @param principal as recorded calls have it: a role's ARN, `user`, a service's name
/// @param resource as recorded calls have it
/// @param skip how many calls that fit are let through first
/// @param count how many calls the fault is for after that
public record FaultRule(
    String service,
    String operation,
    String principal,
    String resource,
    int skip,
    int count,
    Fault fault) {
  public FaultRule {
    if (skip < 0 || count < 1) {
      throw new IllegalArgumentException("skip is 0 or more, and count 1 or more");
    }
  }

  /// A fault for the next call of an operation, whoever makes it.
  public static FaultRule next(String service, String operation, Fault fault) {
    return new FaultRule(service, operation, "*", "*", 0, 1, fault);
  }

  /// A call, as far as rules look at it.
  public record Call(String service, String operation, String principal, String resource) {}

  boolean fits(Call call) {
    return fits(service, call.service())
        && fits(operation, call.operation())
        && fits(principal, call.principal())
        && fits(resource, call.resource());
  }

  private static boolean fits(String pattern, String text) {
    String expression =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches();
  }
}
