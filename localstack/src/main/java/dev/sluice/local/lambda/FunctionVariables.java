package dev.sluice.local.lambda;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `System.getenv` of one function's code: its class loader defines this class anew and sets what
/// it answers, and [EnvironmentCalls] leads the calls here. So it may name nothing but the JDK.
public final class FunctionVariables {
  private static volatile Map<String, String> all = Map.of();

  private FunctionVariables() {}

  /// For [FunctionLoader], before any of the function's code runs.
  public static void set(Map<String, String> variables) {
    all = Map.copyOf(variables);
  }

  public static @Nullable String getenv(String name) {
    return all.get(name);
  }

  public static Map<String, String> getenv() {
    return all;
  }
}
