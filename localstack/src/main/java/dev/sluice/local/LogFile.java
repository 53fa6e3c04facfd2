package dev.sluice.local;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.function.Consumer;

/// A log as a file that grows, each entry with its time.
final class LogFile implements Consumer<String>, AutoCloseable {
  private final BufferedWriter writer;
  private final InstantSource clock;

  private LogFile(BufferedWriter writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
  }

  static LogFile open(Path file, InstantSource clock) {
    try {
      Path directory = file.getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      return new LogFile(
          Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          clock);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public synchronized void accept(String entry) {
    try {
      writer.write(clock.instant() + " " + entry.stripTrailing() + "\n");
      writer.flush();
    } catch (IOException closed) {
      // An instance that was given up may still talk; nobody listens.
    }
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
  }
}
