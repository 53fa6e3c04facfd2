package dev.sluice.core.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /// What a component answered, and after how many milliseconds.
  public sealed interface Check {
    long millis();

    record Up(long millis) implements Check {}

    /// @param problem for the client, which learns nothing of what is behind it
    /// @param cause for the log; empty if nothing came at all
    record Down(long millis, String problem, Optional<Throwable> cause) implements Check {}
  }

  /// Each component's answer, in the order they were given.
  public Map<String, Check> checks() {
    Map<String, Check> checks = new LinkedHashMap<>();
    // Not closed: closing would wait for a component that does not answer.
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Map<String, Future<Check>> answers = new LinkedHashMap<>();
      long start = nanoTime.getAsLong();
      for (Component component : components) {
        answers.put(component.name(), executor.submit(() -> check(component)));
      }
      answers.forEach((name, answer) -> checks.put(name, await(answer, start)));
    } finally {
      executor.shutdownNow();
    }
    return checks;
  }

  private Check check(Component component) {
    long start = nanoTime.getAsLong();
    try {
      component.check();
      return new Check.Up(millisSince(start));
    } catch (RuntimeException e) {
      return new Check.Down(millisSince(start), "did not answer", Optional.of(e));
    }
  }

  private Check await(Future<Check> answer, long start) {
    try {
      return answer.get(
          Math.max(0, start + patience.toNanos() - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return new Check.Down(
          millisSince(start), "no answer within " + patience.toMillis() + " ms", Optional.empty());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a check ends with an answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Check.Down(millisSince(start), "interrupted", Optional.of(e));
    }
  }

  private long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
  }
}
