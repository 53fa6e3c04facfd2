package dev.sluice.local.access;

import java.util.List;

/// Permissions of requests to Lambda: whoever invokes needs `lambda:InvokeFunction` on the function
/// ("Actions, resources, and condition keys for AWS Lambda", Service Authorization Reference).
public final class LambdaAccess implements ServiceAccess {
  private static final String FUNCTIONS = "/functions/";

  private final String arnPrefix;

  /// @param arnPrefix what functions' ARNs have before their names
  public LambdaAccess(String arnPrefix) {
    this.arnPrefix = arnPrefix;
  }

  @Override
  public List<Access> of(Call call) {
    String path = call.uri().getPath();
    int start = path.indexOf(FUNCTIONS);
    String nameOrArn =
        start < 0
            ? ""
            : path.substring(start + FUNCTIONS.length()).replaceFirst("/invocations$", "");
    String name = nameOrArn.replaceFirst("^.*function:", "");
    return List.of(new Access("lambda:InvokeFunction", arnPrefix + name));
  }

  @Override
  public boolean readsBody(String operation) {
    return false;
  }
}
