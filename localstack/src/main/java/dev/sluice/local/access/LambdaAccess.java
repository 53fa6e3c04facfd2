package dev.sluice.local.access;

import java.util.List;

/// Permissions of requests to Lambda: whoever invokes needs `lambda:InvokeFunction` on the
/// function, and reading needs the action that is called like the operation ("Actions, resources,
/// and condition keys for AWS Lambda", Service Authorization Reference).
public final class LambdaAccess implements ServiceAccess {
  private static final String FUNCTIONS = "/functions";

  private final String arnPrefix;

  /// @param arnPrefix what functions' ARNs have before their names
  public LambdaAccess(String arnPrefix) {
    this.arnPrefix = arnPrefix;
  }

  @Override
  public List<Access> of(Call call) {
    String path = call.uri().getPath();
    int start = path.indexOf(FUNCTIONS);
    String[] parts =
        start < 0 ? new String[0] : path.substring(start + FUNCTIONS.length()).split("/");
    if (parts.length < 2 || parts[1].isEmpty()) {
      return List.of(new Access("lambda:ListFunctions", "*"));
    }
    String action =
        switch (parts.length < 3 ? "" : parts[2]) {
          case "" -> "lambda:GetFunction";
          case "configuration" -> "lambda:GetFunctionConfiguration";
          default -> "lambda:InvokeFunction";
        };
    return List.of(new Access(action, arnPrefix + parts[1].replaceFirst("^.*function:", "")));
  }

  @Override
  public boolean readsBody(String operation) {
    return false;
  }
}
