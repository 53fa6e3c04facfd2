package dev.sluice.local.lambda;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A function as a request names it: by its name, its ARN or a part of that, with or without a
/// version or an alias.
///
/// @param qualifier the version or alias
/// @param region if it is told
/// @param account if it is told
record FunctionName(
    String name, Optional<String> qualifier, Optional<String> region, Optional<String> account) {
  static final String LATEST = "$LATEST";

  /// Lambda API reference, "Invoke", FunctionName.
  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\\d):)?(?:(\\d{12}):)?"
              + "(?:function:)?([a-zA-Z0-9_-]+)(?::(\\$LATEST|[a-zA-Z0-9_-]+))?");

  /// Nothing if it is no name.
  static Optional<FunctionName> parse(String nameOrArn) {
    Matcher form = FORM.matcher(nameOrArn);
    return form.matches()
        ? Optional.of(
            new FunctionName(
                form.group(3),
                Optional.ofNullable(form.group(4)),
                Optional.ofNullable(form.group(1)),
                Optional.ofNullable(form.group(2))))
        : Optional.empty();
  }

  /// AWS's words for what is no name.
  static String refusal(String given) {
    return "1 validation error detected: Value '%s' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: %s"
        .formatted(given, FORM.pattern());
  }

  FunctionName with(Optional<String> other) {
    return new FunctionName(name, other, region, account);
  }

  /// Whether nothing in it says another region or account than such ARNs do.
  ///
  /// @param arnPrefix what ARNs have before the name
  boolean mayBe(String arnPrefix) {
    String[] parts = arnPrefix.split(":", -1);
    return region.orElse(parts[3]).equals(parts[3]) && account.orElse(parts[4]).equals(parts[4]);
  }

  /// What follows the name in the function's ARN.
  String suffix() {
    return qualifier.map(asked -> ":" + asked).orElse("");
  }
}
