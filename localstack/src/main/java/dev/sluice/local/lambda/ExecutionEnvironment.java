package dev.sluice.local.lambda;

import java.time.Duration;
import java.util.Optional;

/// An instance and what belongs to it.
final class ExecutionEnvironment {
  private final Instance instance;
  private final InstanceLog log;
  private Optional<Duration> initialisation;

  /// @param initialisation how long the start took
  ExecutionEnvironment(Instance instance, InstanceLog log, Duration initialisation) {
    this.instance = instance;
    this.log = log;
    this.initialisation = Optional.of(initialisation);
  }

  Instance instance() {
    return instance;
  }

  InstanceLog log() {
    return log;
  }

  /// How long the start took; only the first event's report says so. Asked by one event at a time.
  Optional<Duration> takeInitialisation() {
    Optional<Duration> once = initialisation;
    initialisation = Optional.empty();
    return once;
  }
}
