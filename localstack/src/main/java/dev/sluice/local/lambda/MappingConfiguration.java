package dev.sluice.local.lambda;

import java.time.Duration;
import java.util.OptionalInt;

/// An event-source mapping's settings, as Lambda's CreateEventSourceMapping takes them.
public record MappingConfiguration(
    int batchSize,
    Duration window,
    OptionalInt maximumConcurrency,
    boolean partialFailures,
    MessageFilter filter) {

  /// Without a filter.
  public MappingConfiguration(
      int batchSize, Duration window, OptionalInt maximumConcurrency, boolean partialFailures) {
    this(batchSize, window, maximumConcurrency, partialFailures, MessageFilter.ALL);
  }
}
