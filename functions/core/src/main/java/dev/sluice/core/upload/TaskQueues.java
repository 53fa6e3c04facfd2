package dev.sluice.core.upload;

/// The queues of the processors.
public interface TaskQueues {
  /// Puts the task into its processor's queue. At least once: a processor finds out by the task's
  /// state whether there is anything left to do.
  ///
  /// @throws Unavailable if the queue does not take it
  void send(TaskOrder order);
}
