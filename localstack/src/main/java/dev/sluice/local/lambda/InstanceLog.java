package dev.sluice.local.lambda;

import java.util.function.Consumer;

/// What one instance writes, on its way into the function's log. Whoever waits for an invocation
/// may listen to its part.
final class InstanceLog implements Consumer<String> {
  private final Consumer<String> function;
  private volatile Consumer<String> listener = InstanceLog::nobody;

  InstanceLog(Consumer<String> function) {
    this.function = function;
  }

  @Override
  public void accept(String entry) {
    function.accept(entry);
    listener.accept(entry);
  }

  void begin(Consumer<String> invocation) {
    listener = invocation;
  }

  void end() {
    listener = InstanceLog::nobody;
  }

  private static void nobody(String entry) {}
}
