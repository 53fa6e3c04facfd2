package dev.sluice.local.logs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one function writes: the last entries in memory, and on disk where there is a data folder.
/// Bounded in both.
public final class LogGroup implements Consumer<String>, AutoCloseable {
  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_CHARACTERS = 4L * 1024 * 1024;

  private final String name;
  private final InstantSource clock;
  private final Consumer<String> listener;
  private final Deque<LogEvent> events = new ArrayDeque<>();
  private final @Nullable LogStore store;
  private long written;
  private long characters;
  private boolean closed;

  private LogGroup(
      String name, Optional<Path> file, InstantSource clock, Consumer<String> listener) {
    this.name = name;
    this.clock = clock;
    this.listener = listener;
    this.store =
        file.map(path -> LogStore.open(path, LogStore.MOST_BYTES, this::remember)).orElse(null);
  }

  /// Opens a log, with what is left of it from before.
  ///
  /// @param name such as `/aws/lambda/NAME`
  /// @param listener hears every new entry
  public static LogGroup open(
      String name, Optional<Path> file, InstantSource clock, Consumer<String> listener) {
    return new LogGroup(name, file, clock, listener);
  }

  public String name() {
    return name;
  }

  @Override
  public void accept(String message) {
    String entry = message.stripTrailing();
    synchronized (this) {
      if (closed) {
        return;
      }
      remember(clock.instant(), entry);
      if (store != null) {
        store.append(events.getLast());
      }
      notifyAll();
    }
    listener.accept(entry);
  }

  /// The last entries that are kept, at most so many, the oldest first.
  public synchronized List<LogEvent> last(int count) {
    return events.stream().skip(Math.max(0, events.size() - count)).toList();
  }

  /// Entries after one that was seen. If there is none yet, waits for one.
  public synchronized List<LogEvent> after(long sequence, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    while (!closed && written <= sequence && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    return events.stream().filter(event -> event.sequence() > sequence).toList();
  }

  /// Ends whoever waits for an entry.
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    if (store != null) {
      store.close();
    }
  }

  private void remember(Instant time, String message) {
    events.addLast(new LogEvent(++written, time, message));
    characters += message.length();
    while (events.size() > MOST_ENTRIES || (characters > MOST_CHARACTERS && events.size() > 1)) {
      characters -= events.removeFirst().message().length();
    }
  }
}
