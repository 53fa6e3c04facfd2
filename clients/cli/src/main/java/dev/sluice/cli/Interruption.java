package dev.sluice.cli;

/// Work that is to be done if the process is asked to end (Ctrl-C, SIGTERM) before this is closed.
final class Interruption implements AutoCloseable {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  static Interruption runs(Runnable work) {
    Thread hook = Thread.ofPlatform().name("interruption").unstarted(work);
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the work runs already, and whatever comes after it is noise.
      waitForEnd();
    }
  }

  private static void waitForEnd() {
    while (true) {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
