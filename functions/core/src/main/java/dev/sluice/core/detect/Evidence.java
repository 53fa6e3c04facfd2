package dev.sluice.core.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a structure may look at: the head, and further ranges as long as the budget lasts. The
/// budget is held here, so that nothing can exceed it.
final class Evidence {
  /// Enough for every header that stands at the beginning.
  static final int HEAD = 4096;

  /// Enough for what stands at an end: marks, trailers, and most directories of small archives.
  static final int TAIL = 2048;

  static final int MAXIMUM_READS = 4;
  static final int MAXIMUM_BYTES = 64 * 1024;

  private final ByteSource source;
  private final List<Window> windows = new ArrayList<>();
  private int bytes;

  Evidence(ByteSource source) {
    this.source = source;
    read(0, (int) Math.min(HEAD, source.size()));
  }

  long size() {
    return source.size();
  }

  Window head() {
    return windows.getFirst();
  }

  /// All that was read so far, the head first.
  List<Window> windows() {
    return List.copyOf(windows);
  }

  /// The last bytes of the file, [#TAIL] at most.
  Optional<Window> tail() {
    return tail(TAIL);
  }

  /// The last bytes of the file, `length` at most.
  Optional<Window> tail(int length) {
    return at(Math.max(0, size() - length), length);
  }

  /// Bytes from `offset` on, fewer where the file ends; nothing where it ends before, or the budget
  /// is spent. What was read before is not read again; what stands at the end is read with all of
  /// the tail, since others look there, too.
  Optional<Window> at(long offset, int length) {
    if (offset < 0 || offset >= size() || length < 1) {
      return Optional.empty();
    }
    int wanted = (int) Math.min(length, size() - offset);
    for (Window window : windows) {
      if (window.has(offset, wanted)) {
        return Optional.of(window);
      }
    }
    long tail = Math.max(head().end(), size() - TAIL);
    if (offset > tail) {
      return at(tail, TAIL);
    }
    if (windows.size() == MAXIMUM_READS || bytes + wanted > MAXIMUM_BYTES) {
      return Optional.empty();
    }
    return Optional.of(read(offset, wanted));
  }

  /// What may still be read in one range; 0 once the budget is spent.
  int bytesLeft() {
    return windows.size() == MAXIMUM_READS ? 0 : MAXIMUM_BYTES - bytes;
  }

  private Window read(long offset, int length) {
    bytes += length;
    Window window = new Window(offset, source.read(offset, length));
    windows.add(window);
    return window;
  }
}
