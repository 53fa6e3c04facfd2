package dev.sluice.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Tries again what failed for reasons of the moment: exponential backoff with full jitter (the AWS
/// Architecture Blog's "Exponential Backoff And Jitter").
///
/// @param attempts how often in all
/// @param first the upper bound of the first pause, doubled each time
/// @param longest what no pause exceeds
record Backoff(
    int attempts, Duration first, Duration longest, RandomGenerator random, Pause pause) {

  /// Six attempts span about half a minute at most: longer than a failover, shorter than patience.
  static Backoff standard(RandomGenerator random) {
    return new Backoff(6, Duration.ofMillis(400), Duration.ofSeconds(8), random, Thread::sleep);
  }

  /// Waits.
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  /// One try; an [IOException] means that another may succeed.
  interface Attempt<T> {
    T run(int attempt) throws IOException;
  }

  /// Runs `attempt` until it answers.
  ///
  /// @throws IOException the last failure, when all attempts are spent
  <T> T retry(Attempt<T> attempt) throws IOException {
    for (int number = 1; ; number++) {
      try {
        return attempt.run(number);
      } catch (IOException e) {
        if (number >= attempts) {
          throw e;
        }
      }
      rest(number);
    }
  }

  /// Pauses as after the `number`th failure (from 1).
  void rest(int number) {
    long bound =
        Math.min(longest.toMillis(), first.toMillis() << Math.min(number - 1, 16)); // no overflow
    try {
      pause.sleep(Duration.ofMillis(random.nextLong(bound + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    }
  }
}
