package dev.sluice.local.lambda;

import java.time.Duration;
import java.util.OptionalInt;

/// One execution environment ("Understanding the Lambda execution environment lifecycle", Lambda
/// developer guide): it is started once and handles one event at a time.
sealed interface Instance permits ThreadInstance, ProcessInstance {

  /// The start of an instance failed.
  final class StartFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    StartFailed(Outcome outcome) {
      super(outcome.toString());
      this.outcome = outcome;
    }

    Outcome outcome() {
      return outcome;
    }
  }

  /// Hands the event to the handler and waits for it, at most until the timeout.
  Outcome handle(Invocation invocation, Duration timeout) throws InterruptedException;

  /// Whether it could handle another event: a process may have ended since its last one.
  boolean isAlive();

  /// How much memory it has used at most; empty where that can't be told.
  OptionalInt peakMegabytes();

  /// Ends it, whatever it does.
  void discard();
}
