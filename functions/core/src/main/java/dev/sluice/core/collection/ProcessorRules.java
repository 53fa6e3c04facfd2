package dev.sluice.core.collection;

import dev.sluice.core.limit.Limits;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.media.MediaTypePattern;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// How one processor runs: which files it wants, and the limits of its queue and function.
///
/// @param types the media types it wants; at least one
/// @param attempts receives of a message before it goes to the dead-letter queue, 1 to 1,000 (SQS:
///   `maxReceiveCount`)
/// @param concurrency messages in work at once, 2 to 1,000 (Lambda: `MaximumConcurrency` of an SQS
///   event source)
/// @param timeout whole seconds, 1 s to 15 min (Lambda quotas: function timeout)
/// @param memoryBytes whole MiB, 128 MiB to 10 GiB (Lambda quotas: function memory)
public record ProcessorRules(
    ProcessorName name,
    List<MediaTypePattern> types,
    int attempts,
    int concurrency,
    Duration timeout,
    long memoryBytes) {

  /// @throws IllegalArgumentException when a value is out of its range
  public ProcessorRules {
    types = List.copyOf(types);
    if (types.isEmpty()) {
      throw new IllegalArgumentException("types names at least one media type");
    }
    if (attempts < Limits.MINIMUM_RECEIVES || attempts > Limits.MAXIMUM_RECEIVES) {
      throw new IllegalArgumentException("attempts is 1 to 1000");
    }
    if (concurrency < Limits.MINIMUM_POLLER_CONCURRENCY
        || concurrency > Limits.MAXIMUM_POLLER_CONCURRENCY) {
      throw new IllegalArgumentException("concurrency is 2 to 1000");
    }
    if (timeout.compareTo(Limits.MINIMUM_TIMEOUT) < 0
        || timeout.compareTo(Limits.MAXIMUM_TIMEOUT) > 0
        || !timeout.equals(timeout.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("timeout is 1s to 15m, in whole seconds");
    }
    if (memoryBytes < Limits.MINIMUM_MEMORY
        || memoryBytes > Limits.MAXIMUM_MEMORY
        || memoryBytes % Limits.MEMORY_STEP != 0) {
      throw new IllegalArgumentException("memory is 128 MiB to 10 GiB, in whole MiB");
    }
  }

  /// Whether files of this type are for this processor.
  public boolean wants(MediaType mediaType) {
    return types.stream().anyMatch(pattern -> pattern.matches(mediaType));
  }
}
