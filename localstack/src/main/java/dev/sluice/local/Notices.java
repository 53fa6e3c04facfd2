package dev.sluice.local;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Hands a notice on the first time it comes: a client that tries again need not fill the screen.
final class Notices implements Consumer<String> {
  private static final int MOST = 1_000;

  private final Consumer<String> listener;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Notices(Consumer<String> listener) {
    this.listener = listener;
  }

  @Override
  public void accept(String notice) {
    if (told.size() < MOST && told.add(notice)) {
      listener.accept(notice);
    }
  }
}
