package dev.sluice.local.fault;

import java.time.Duration;

/// What goes wrong with a call.
public sealed interface Fault {
  /// Of a wait.
  Duration LONGEST = Duration.ofDays(1);

  /// It takes longer.
  record Delay(Duration duration) implements Fault {
    public Delay {
      requirePositive(duration, "a delay");
    }
  }

  /// It is answered with an error of its service, and nothing is done.
  ///
  /// @param status of HTTP, 400 to 599; clients try again from 500 on
  /// @param code such as `SlowDown`
  record Fail(int status, String code, String message) implements Fault {
    public Fail {
      if (status < 400 || status > 599) {
        throw new IllegalArgumentException("a status that fails is 400 to 599, not " + status);
      }
    }
  }

  /// The connection ends before the service hears of the call.
  record Drop() implements Fault {}

  /// The service does what it is asked, and the connection ends before it can answer.
  record Lose() implements Fault {}

  /// The service is asked twice; the second answer counts. A message is sent twice by this.
  record Duplicate() implements Fault {}

  /// The call waits until the next of its service and operation is done.
  ///
  /// @param atMost how long, if none comes
  record Reorder(Duration atMost) implements Fault {
    public Reorder {
      requirePositive(atMost, "the longest wait");
    }
  }

  private static void requirePositive(Duration duration, String what) {
    if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          what + " is longer than nothing and a day at most, not " + duration);
    }
  }
}
