package dev.sluice.local.sqs;

import java.time.Instant;
import java.util.List;

/// What a queue must not forget. Visibility isn't among it: whoever held a message before a restart
/// of this process is taken to be gone, so the message is to be had at once.
sealed interface JournalRecord {
  record Sent(StoredMessage stored) implements JournalRecord {}

  record Received(List<String> ids, Instant at) implements JournalRecord {}

  record Deleted(List<String> ids) implements JournalRecord {}

  record Purged() implements JournalRecord {}

  /// What a FIFO queue remembers of a message that may be gone.
  record Remembered(FifoLedger.Accepted message) implements JournalRecord {}

  /// Does to the store what the record tells.
  static void replay(JournalRecord record, MessageStore store) {
    switch (record) {
      case Sent sent -> store.accept(sent.stored());
      case Received received -> received.ids().forEach(id -> store.markReceived(id, received.at()));
      case Deleted deleted -> deleted.ids().forEach(store::remove);
      case Purged _ -> store.clear();
      case Remembered remembered -> store.ledger().remember(remembered.message());
    }
  }
}
