package dev.sluice.core.collection;

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

  public static final int MIN_ATTEMPTS = 1;
  public static final int MAX_ATTEMPTS = 1_000;
  public static final int MIN_CONCURRENCY = 2;
  public static final int MAX_CONCURRENCY = 1_000;
  public static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
  public static final Duration MAX_TIMEOUT = Duration.ofMinutes(15);
  public static final long MEMORY_UNIT = 1L << 20;
  public static final long MIN_MEMORY = 128 * MEMORY_UNIT;
  public static final long MAX_MEMORY = 10_240 * MEMORY_UNIT;

  /// @throws IllegalArgumentException when a value is out of its range
  public ProcessorRules {
    types = List.copyOf(types);
    if (types.isEmpty()) {
      throw new IllegalArgumentException("types names at least one media type");
    }
    if (attempts < MIN_ATTEMPTS || attempts > MAX_ATTEMPTS) {
      throw new IllegalArgumentException("attempts is 1 to 1000");
    }
    if (concurrency < MIN_CONCURRENCY || concurrency > MAX_CONCURRENCY) {
      throw new IllegalArgumentException("concurrency is 2 to 1000");
    }
    if (timeout.compareTo(MIN_TIMEOUT) < 0
        || timeout.compareTo(MAX_TIMEOUT) > 0
        || !timeout.equals(timeout.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("timeout is 1s to 15m, in whole seconds");
    }
    if (memoryBytes < MIN_MEMORY || memoryBytes > MAX_MEMORY || memoryBytes % MEMORY_UNIT != 0) {
      throw new IllegalArgumentException("memory is 128 MiB to 10 GiB, in whole MiB");
    }
  }

  /// Whether files of this type are for this processor.
  public boolean wants(MediaType mediaType) {
    return types.stream().anyMatch(pattern -> pattern.matches(mediaType));
  }
}
