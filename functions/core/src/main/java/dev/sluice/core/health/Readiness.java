package dev.sluice.core.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// Asks all components at once.
public final class Readiness {
  private final List<Component> components;
  private final Duration patience;
  private final LongSupplier nanoTime;

  /// @param patience how long a component may take
  public Readiness(List<Component> components, Duration patience, LongSupplier nanoTime) {
    this.components = List.copyOf(components);
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /// What a component answered.
  public sealed interface Check {
    record Up(long millis) implements Check {}

    record Down(String problem) implements Check {}
  }

  /// Each component's answer, in the order they were given.
  public Map<String, Check> checks() {
    Map<String, Check> checks = new LinkedHashMap<>();
    // Not closed: closing would wait for a component that does not answer.
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Map<String, Future<Check>> answers = new LinkedHashMap<>();
      long deadline = nanoTime.getAsLong() + patience.toNanos();
      for (Component component : components) {
        answers.put(component.name(), executor.submit(() -> check(component)));
      }
      answers.forEach((name, answer) -> checks.put(name, await(answer, deadline)));
    } finally {
      executor.shutdownNow();
    }
    return checks;
  }

  private Check check(Component component) {
    long start = nanoTime.getAsLong();
    component.check();
    return new Check.Up(TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start));
  }

  private Check await(Future<Check> answer, long deadline) {
    try {
      return answer.get(Math.max(0, deadline - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return new Check.Down("no answer within " + patience.toMillis() + " ms");
    } catch (ExecutionException _) {
      return new Check.Down("did not answer");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Check.Down("interrupted");
    }
  }
}
