package dev.sluice.local.lambda;

import dev.sluice.local.lambda.MessageSource.Message;
import java.util.ArrayList;
import java.util.List;

/// What was received in one go, as the batches that an invocation may carry: "a batch is full when
/// its payload reaches 6 MB" ("Batching behavior", Lambda developer guide), and ten messages of 1
/// MiB are more.
final class InvocationBatches {
  private InvocationBatches() {}

  /// In the order received.
  static List<List<Message>> of(List<Message> received, String queueArn, String region) {
    if (SqsEvent.of(received, queueArn, region).length <= LambdaLimits.PAYLOAD_BYTES) {
      return List.of(received);
    }
    List<List<Message>> batches = new ArrayList<>();
    List<Message> batch = new ArrayList<>();
    long bytes = 0;
    for (Message message : received) {
      // An event of its own is a little more than it adds to another.
      long more = SqsEvent.of(List.of(message), queueArn, region).length;
      if (!batch.isEmpty() && bytes + more > LambdaLimits.PAYLOAD_BYTES) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(message);
      bytes += more;
    }
    batches.add(batch);
    return batches;
  }
}
