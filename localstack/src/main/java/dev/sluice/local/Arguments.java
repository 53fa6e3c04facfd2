package dev.sluice.local;

import dev.sluice.local.lambda.Isolation;
import dev.sluice.local.template.StackContext;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What [Main] is told on its command line.
///
/// @param code empty for the template's folder
/// @param data empty to keep nothing
/// @param stackName empty for the template's file name
record Arguments(
    Path template,
    int port,
    String region,
    Optional<Path> code,
    Optional<Path> data,
    Optional<String> stackName,
    Isolation isolation,
    Map<String, String> parameters) {

  /// LocalStack's, so that tools which know that one find this one.
  private static final int PORT = 4566;

  private static final int HIGHEST_PORT = 65_535;

  /// Reads a command line.
  ///
  /// @throws IllegalArgumentException that says in one line what is wrong
  static Arguments parse(String[] line) {
    Deque<String> left = new ArrayDeque<>(Arrays.asList(line));
    Optional<Path> template = Optional.empty();
    Optional<Path> code = Optional.empty();
    Optional<Path> data = Optional.empty();
    Optional<String> stackName = Optional.empty();
    int port = PORT;
    String region = StackContext.REGION;
    Isolation isolation = Isolation.PROCESS;
    Map<String, String> parameters = new LinkedHashMap<>();
    while (!left.isEmpty()) {
      String word = option(left);
      switch (word) {
        case "--port" -> port = port(value(word, left));
        case "--region" -> region = region(value(word, left));
        case "--code" -> code = Optional.of(Path.of(value(word, left)));
        case "--data" -> data = Optional.of(Path.of(value(word, left)));
        case "--stack-name" -> stackName = Optional.of(stackName(value(word, left)));
        case "--isolation" -> isolation = isolation(value(word, left));
        case "--parameter" -> {
          String[] pair = value(word, left).split("=", 2);
          if (pair.length < 2) {
            throw new IllegalArgumentException("--parameter takes NAME=VALUE, not " + pair[0]);
          }
          parameters.put(pair[0], pair[1]);
        }
        default -> {
          if (word.startsWith("-")) {
            throw new IllegalArgumentException("there is no option " + word);
          }
          if (template.isPresent()) {
            throw new IllegalArgumentException("one TEMPLATE at a time, not " + word + " as well");
          }
          template = Optional.of(Path.of(word));
        }
      }
    }
    return new Arguments(
        template.orElseThrow(() -> new IllegalArgumentException("a TEMPLATE is missing")),
        port,
        region,
        code,
        data,
        stackName,
        isolation,
        parameters);
  }

  /// The next word, of `--option=value` what stands before the sign; the rest is the word after.
  private static String option(Deque<String> left) {
    String word = left.pop();
    int sign = word.indexOf('=');
    if (!word.startsWith("--") || sign < 0) {
      return word;
    }
    left.push(word.substring(sign + 1));
    return word.substring(0, sign);
  }

  private static String value(String option, Deque<String> left) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException(option + " takes a value");
    }
    return left.pop();
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= HIGHEST_PORT) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("--port is 0 to " + HIGHEST_PORT + ", not " + text);
  }

  private static String region(String text) {
    if (text.matches("[a-z]{2,}(-[a-z]+)+-[0-9]+")) {
      return text;
    }
    throw new IllegalArgumentException("--region is one such as us-east-1, not " + text);
  }

  /// CloudFormation's "CreateStack", `StackName`.
  private static String stackName(String text) {
    if (text.matches("[A-Za-z][A-Za-z0-9-]{0,127}")) {
      return text;
    }
    throw new IllegalArgumentException(
        "--stack-name is letters, digits and hyphens, a letter first, not " + text);
  }

  private static Isolation isolation(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "thread" -> Isolation.THREAD;
      case "process" -> Isolation.PROCESS;
      default ->
          throw new IllegalArgumentException("--isolation is thread or process, not " + text);
    };
  }
}
