package dev.sluice.local.sqs;

import java.util.List;

/// Where a queue writes what it must not forget, before it acknowledges it.
interface Journal extends AutoCloseable {
  /// Returns when the records outlive this process.
  void append(List<JournalRecord> records);

  /// Tells that nothing is left, so that nothing written so far is needed.
  void nothingLeft();

  @Override
  void close();

  /// Closes and forgets everything: the queue was deleted.
  void delete();

  /// For a queue whose messages may die with the process.
  static Journal none() {
    return new Journal() {
      @Override
      public void append(List<JournalRecord> records) {}

      @Override
      public void nothingLeft() {}

      @Override
      public void close() {}

      @Override
      public void delete() {}
    };
  }
}
