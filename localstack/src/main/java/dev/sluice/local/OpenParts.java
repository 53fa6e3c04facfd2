package dev.sluice.local;

import java.util.ArrayDeque;
import java.util.Deque;

/// What is open of a cloud, to be closed backwards.
final class OpenParts implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T opened(T one) {
    open.push(one);
    return one;
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception unclosed) {
        // The rest has to be closed all the same.
      }
    }
  }
}
