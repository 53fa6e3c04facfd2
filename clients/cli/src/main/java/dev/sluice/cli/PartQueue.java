package dev.sluice.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Hands out a multipart upload's parts in order, signing further ones only when they are near: a
/// URL signed long before its use may have expired by then, and ten thousand of them are megabytes.
final class PartQueue {
  private static final int SIGNED_AT_ONCE = 100;

  private final ApiClient api;
  private final String id;
  private final Deque<Plan.Part> signed;
  private final int partCount;
  private int nextUnsigned;

  PartQueue(ApiClient api, String id, Plan.Multipart plan) {
    this.api = api;
    this.id = id;
    this.signed = new ArrayDeque<>(plan.parts());
    this.partCount = plan.partCount();
    this.nextUnsigned = plan.parts().size() + 1;
  }

  /// The next part; empty when all are handed out.
  synchronized Optional<Plan.Part> next() {
    if (signed.isEmpty() && nextUnsigned <= partCount) {
      int count = Math.min(SIGNED_AT_ONCE, partCount - nextUnsigned + 1);
      signed.addAll(api.signParts(id, nextUnsigned, count));
      if (signed.isEmpty()) {
        throw new Failure("the server signs no part " + nextUnsigned);
      }
      nextUnsigned += signed.size();
    }
    return Optional.ofNullable(signed.poll());
  }
}
