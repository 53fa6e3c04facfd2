package dev.sluice.local.lambda;

import java.util.Collection;
import java.util.Optional;

/// The functions that there are.
public interface FunctionDirectory {
  Optional<LambdaFunction> find(String name);

  Collection<LambdaFunction> all();

  /// Whether a function has such a version or alias, besides `$LATEST`.
  boolean hasQualifier(String name, String qualifier);
}
