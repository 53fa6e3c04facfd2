package dev.sluice.local.lambda;

import dev.sluice.local.access.Access;
import dev.sluice.local.access.Asked;
import dev.sluice.local.access.Call;
import dev.sluice.local.access.ServiceAccess;
import dev.sluice.local.lambda.LambdaRequest.Operation;
import java.util.List;
import java.util.Optional;

/// What requests to Lambda ask for: a permission on the function, and on the version or alias if
/// they name one.
public final class LambdaAccess implements ServiceAccess {
  private final String arnPrefix;

  /// @param arnPrefix what functions' ARNs have before their names
  public LambdaAccess(String arnPrefix) {
    this.arnPrefix = arnPrefix;
  }

  @Override
  public Asked of(Call call) {
    Optional<LambdaRequest> read = LambdaRequest.parse(call.method(), call.uri());
    if (read.isEmpty()) {
      return new Asked("Unknown", call.uri().getRawPath(), List.of());
    }
    LambdaRequest request = read.get();
    Operation operation = request.operation();
    if (operation == Operation.LIST_FUNCTIONS) {
      return new Asked(operation.text(), "", List.of(new Access(operation.action(), "*")));
    }
    return request
        .named()
        .map(
            named ->
                new Asked(
                    operation.text(),
                    named.name(),
                    List.of(
                        new Access(operation.action(), arnPrefix + named.name() + named.suffix()))))
        .orElseGet(() -> new Asked(operation.text(), request.function(), List.of()));
  }
}
