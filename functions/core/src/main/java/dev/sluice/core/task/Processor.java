package dev.sluice.core.task;

import dev.sluice.core.upload.TaskOrder;
import java.util.Map;

/// What one kind of task does. An implementation may be called again for the same order, and may be
/// called twice at once: its result is written once.
public interface Processor {
  /// @throws RuntimeException if it may succeed later: the task is tried again, after a while
  Outcome process(TaskOrder order);

  /// Removes what [#process] has stored beside its result; no matter if there is nothing. Called
  /// when the order's upload was deleted.
  default void discard(TaskOrder order) {}

  /// How a task ended.
  sealed interface Outcome {
    /// @param result strings and whole numbers by name
    record Done(Map<String, Object> result) implements Outcome {}

    /// It can't succeed, now or later.
    record Impossible(String code, String detail) implements Outcome {}
  }
}
