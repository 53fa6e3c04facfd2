package dev.sluice.local.lambda;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What Lambda writes below an invocation's log ("Sending Lambda function logs to CloudWatch Logs":
/// END and REPORT). What an instance takes to start is no part of the duration. The memory used is
/// left out where it can't be told.
final class InvocationReport {
  private static final double NANOS_A_MILLISECOND = 1e6;

  private final String requestId;
  private final int memoryMegabytes;
  private final long begun = System.nanoTime();
  private String details = "";

  InvocationReport(String requestId, int memoryMegabytes) {
    this.requestId = requestId;
    this.memoryMegabytes = memoryMegabytes;
  }

  /// @param environment nothing if none came up
  void ended(@Nullable ExecutionEnvironment environment) {
    double milliseconds = (System.nanoTime() - begun) / NANOS_A_MILLISECOND;
    StringBuilder text = new StringBuilder();
    text.append("\tDuration: ").append(number(milliseconds)).append(" ms");
    text.append("\tBilled Duration: ").append((long) Math.ceil(milliseconds)).append(" ms");
    text.append("\tMemory Size: ").append(memoryMegabytes).append(" MB");
    if (environment != null) {
      environment
          .instance()
          .peakMegabytes()
          .ifPresent(used -> text.append("\tMax Memory Used: ").append(used).append(" MB"));
      environment
          .takeInitialisation()
          .ifPresent(
              start ->
                  text.append("\tInit Duration: ")
                      .append(number(start.toNanos() / NANOS_A_MILLISECOND))
                      .append(" ms"));
    }
    details = text.toString();
  }

  List<String> lines() {
    return List.of(
        "END RequestId: " + requestId, "REPORT RequestId: " + requestId + details + "\t");
  }

  private static String number(double milliseconds) {
    return String.format(Locale.ROOT, "%.2f", milliseconds);
  }
}
