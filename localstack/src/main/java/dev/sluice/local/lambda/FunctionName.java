package dev.sluice.local.lambda;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The function that a request to invoke names in its path: by its name, its ARN or a part of that,
/// with or without a version or an alias. Permissions and the operation go by the same reading.
final class FunctionName {
  private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

  /// Lambda API reference, "Invoke", FunctionName.
  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?(?:[a-z]{2}(?:-[a-z]+)+-\\d:)?(?:\\d{12}:)?"
              + "(?:function:)?([a-zA-Z0-9_-]+)(?::(?:\\$LATEST|[a-zA-Z0-9_-]+))?");

  private FunctionName() {}

  /// What stands where a function's name belongs; nothing if the path is another operation's.
  static Optional<String> given(URI uri) {
    return Optional.of(PATH.matcher(uri.getPath()))
        .filter(Matcher::matches)
        .map(path -> path.group(1));
  }

  /// The name alone; nothing if it is none.
  static Optional<String> of(String nameOrArn) {
    return Optional.of(FORM.matcher(nameOrArn)).filter(Matcher::matches).map(form -> form.group(1));
  }

  /// AWS's words for what is no name.
  static String refusal(String given) {
    return "1 validation error detected: Value '%s' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: %s"
        .formatted(given, FORM.pattern());
  }
}
