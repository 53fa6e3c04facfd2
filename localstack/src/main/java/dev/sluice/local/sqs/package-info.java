/// A small SQS: standard and FIFO queues that keep their messages over a restart, in process and
/// over both of SQS's wire protocols.
///
/// [SqsService] is the door, [Queue] what callers in the same process hold. Behind them the rooms
/// are apart: `MessageStore` decides (no clock, no thread, no file), `FileJournal` remembers,
/// `JsonProtocol` and `QueryProtocol` speak.
@NullMarked
package dev.sluice.local.sqs;

import org.jspecify.annotations.NullMarked;
