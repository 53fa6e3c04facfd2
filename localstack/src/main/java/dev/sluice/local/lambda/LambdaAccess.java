package dev.sluice.local.lambda;

import dev.sluice.local.access.Access;
import dev.sluice.local.access.Asked;
import dev.sluice.local.access.Call;
import dev.sluice.local.access.ServiceAccess;
import java.util.List;
import java.util.Optional;

/// What requests to Lambda ask for: whoever invokes needs `lambda:InvokeFunction` on the function
/// ("Actions, resources, and condition keys for AWS Lambda", Service Authorization Reference).
public final class LambdaAccess implements ServiceAccess {
  private final String arnPrefix;

  /// @param arnPrefix what functions' ARNs have before their names
  public LambdaAccess(String arnPrefix) {
    this.arnPrefix = arnPrefix;
  }

  @Override
  public Asked of(Call call) {
    Optional<String> given = FunctionName.given(call.uri());
    if (given.isEmpty()) {
      return new Asked("Unknown", call.uri().getRawPath(), List.of());
    }
    return FunctionName.of(given.get())
        .map(
            name ->
                new Asked(
                    "Invoke", name, List.of(new Access("lambda:InvokeFunction", arnPrefix + name))))
        .orElseGet(() -> new Asked("Invoke", given.get(), List.of()));
  }
}
