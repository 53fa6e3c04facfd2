package dev.sluice.core.detect;

import java.util.Optional;

/// What a kind may look at: the head, and further ranges as long as the budget lasts. The budget is
/// held here, so that no kind can exceed it.
final class Evidence {
  /// Enough for every header that stands at the beginning.
  static final int HEAD = 4096;

  static final int MAXIMUM_READS = 4;
  static final int MAXIMUM_BYTES = 64 * 1024;

  private final ByteSource source;
  private final Window head;
  private int reads;
  private int bytes;

  Evidence(ByteSource source) {
    this.source = source;
    this.head = read(0, HEAD).orElseThrow();
  }

  long size() {
    return source.size();
  }

  Window head() {
    return head;
  }

  /// The last bytes of the file, `length` at most.
  Optional<Window> tail(int length) {
    return at(Math.max(0, size() - length), length);
  }

  /// Bytes from `offset` on, fewer where the file ends; nothing where it ends before, or the budget
  /// is spent. What the head holds is not read again.
  Optional<Window> at(long offset, int length) {
    if (offset < 0 || offset >= size()) {
      return Optional.empty();
    }
    int wanted = (int) Math.min(length, size() - offset);
    return head.has(offset, wanted) ? Optional.of(head) : read(offset, wanted);
  }

  private Optional<Window> read(long offset, int length) {
    int wanted = (int) Math.min(length, source.size() - offset);
    if (reads == MAXIMUM_READS || bytes + wanted > MAXIMUM_BYTES) {
      return Optional.empty();
    }
    if (wanted == 0) {
      return Optional.of(new Window(offset, new byte[0]));
    }
    reads++;
    bytes += wanted;
    return Optional.of(new Window(offset, source.read(offset, wanted)));
  }
}
