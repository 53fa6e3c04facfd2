package dev.sluice.cdk;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/// One processor: a function with its own queue and dead-letter queue.
///
/// @param name lower-case words joined by `-`; names the queue's environment variable
///   (`SLUICE_QUEUE_DIGEST`) and the logical ids of the resources
/// @param handler `package.Class::method`, found in the processors' code
/// @param memoryMiB 128 to 10,240 (Lambda: "Configure Lambda function memory"); one vCPU at 1,769
/// @param timeout 1 second to 15 minutes (Lambda: "Lambda quotas"), for one message
/// @param attempts 1 to 1,000 (SQS: `maxReceiveCount`); after that many the message is dead
/// @param concurrency 2 to 1,000 messages in work at once (Lambda: `MaximumConcurrency`)
/// @param writesDerived whether it stores objects of its own under `d/`; only then may it
public record ProcessorProps(
    String name,
    String handler,
    int memoryMiB,
    Duration timeout,
    int attempts,
    int concurrency,
    boolean writesDerived) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  public ProcessorProps {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "processor name \"%s\": use lower-case letters and digits, words joined by -"
              .formatted(name));
    }
    Ranges.check("processor " + name + ": memory in MiB", memoryMiB, Ranges.MEMORY_MIB);
    Ranges.check("processor " + name + ": timeout in seconds", timeout, Ranges.TIMEOUT_SECONDS);
    Ranges.check("processor " + name + ": attempts", attempts, Ranges.MAX_RECEIVE_COUNT);
    Ranges.check("processor " + name + ": concurrency", concurrency, Ranges.POLLER_CONCURRENCY);
  }

  /// The environment variable that tells a sender the queue's URL.
  String queueVariable() {
    return "SLUICE_QUEUE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /// `media-info` is `MediaInfo` in construct ids and class names.
  String pascalName() {
    var pascal = new StringBuilder();
    for (String word : name.split("-", -1)) {
      pascal.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return pascal.toString();
  }
}
