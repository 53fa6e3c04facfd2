package dev.sluice.local.fault;

import java.time.Duration;

/// What goes wrong with a call.
public sealed interface Fault {
  /// It takes longer.
  record Delay(Duration duration) implements Fault {}

  /// It is answered with an error of its service, and nothing is done.
  ///
  /// @param status of HTTP; clients try again from 500 on
  /// @param code such as `SlowDown`
  record Fail(int status, String code, String message) implements Fault {}

  /// The connection ends before the service hears of the call.
  record Drop() implements Fault {}

  /// The service does what it is asked, and the connection ends before it can answer.
  record Lose() implements Fault {}

  /// The service is asked twice; the second answer counts. A message is sent twice by this.
  record Duplicate() implements Fault {}

  /// The call waits until the next of its service and operation is done.
  ///
  /// @param atMost how long, if none comes
  record Reorder(Duration atMost) implements Fault {}
}
