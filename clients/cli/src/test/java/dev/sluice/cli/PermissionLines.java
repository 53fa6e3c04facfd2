package dev.sluice.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines of `infra-cdk`'s `Permissions` that say what a role may do: what to change when it may
/// do too much or too little.
final class PermissionLines {
  private static final Path SOURCE =
      Path.of("../../infra-cdk/src/main/java/dev/sluice/cdk/Permissions.java");

  /// A role's own method, or one that several of them call.
  private static final Pattern METHOD =
      Pattern.compile(
          "  (private |static )?.*?(?:List<PolicyStatement>|PolicyStatement) (\\w+)\\(.*");

  /// As CDK and CloudFormation name roles: `ApiRole`, `…:role/sluice-ApiRole-1A2B3C`.
  private static final Pattern ROLE = Pattern.compile("(?:.*-)?(\\w+)Role\\b.*");

  private PermissionLines() {}

  /// @param role a text that names it
  /// @return where the action stands for this role; if nowhere, where its method begins
  static String of(String role, String action) {
    Matcher named = ROLE.matcher(role);
    if (!named.matches()) {
      return "";
    }
    String own =
        switch (named.group(1)) {
          case "Api" -> "api";
          case "Validator" -> "validator";
          case "Scanner" -> "scanner";
          default -> "processor";
        };
    String beginning = "";
    List<String> places = new ArrayList<>();
    boolean counts = false;
    int number = 0;
    for (String line : lines()) {
      number++;
      Matcher method = METHOD.matcher(line);
      if (method.matches()) {
        counts = method.group(1) != null || method.group(2).equals(own);
        if (method.group(2).equals(own)) {
          beginning = SOURCE.getFileName() + ":" + number;
        }
      }
      if (counts && line.contains('"' + action + '"')) {
        places.add(SOURCE.getFileName() + ":" + number);
      }
    }
    return places.isEmpty() ? beginning : String.join(", ", places);
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(SOURCE);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
