package dev.sluice.local.logs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A log on disk that people can read: each entry with its time before it. Two files at most, the
/// current one and the one before, so that a log never takes more than twice their size.
final class LogStore implements AutoCloseable {
  static final long MOST_BYTES = 8L * 1024 * 1024;

  private static final Pattern FIRST_LINE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z) (.*)");

  private final Path file;
  private final long mostBytes;
  private Writer writer;
  private long bytes;

  private LogStore(Path file, long mostBytes) throws IOException {
    this.file = file;
    this.mostBytes = mostBytes;
    this.writer = append(file);
    this.bytes = Files.size(file);
  }

  /// Opens a log, and tells of the entries that it has.
  static LogStore open(Path file, long mostBytes, BiConsumer<Instant, String> entries) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      read(before(file), entries);
      read(file, entries);
      return new LogStore(file, mostBytes);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  void append(LogEvent event) {
    String entry = event.time() + " " + event.message() + "\n";
    try {
      if (bytes >= mostBytes) {
        writer.close();
        Files.move(file, before(file), StandardCopyOption.REPLACE_EXISTING);
        writer = append(file);
        bytes = 0;
      }
      writer.write(entry);
      writer.flush();
      bytes += entry.getBytes(StandardCharsets.UTF_8).length;
    } catch (IOException closed) {
      // A function that was given up may still talk; nobody listens.
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
  }

  private static Writer append(Path file) throws IOException {
    return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static Path before(Path file) {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  /// Lines without a time go on with the entry before them: stack traces do.
  private static void read(Path file, BiConsumer<Instant, String> entries) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)))) {
      Instant time = Instant.EPOCH;
      StringBuilder message = new StringBuilder();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Matcher first = FIRST_LINE.matcher(line);
        if (first.matches()) {
          if (!message.isEmpty()) {
            entries.accept(time, message.toString());
          }
          time = parsed(first.group(1));
          message = new StringBuilder(first.group(2));
        } else {
          message.append('\n').append(line);
        }
      }
      if (!message.isEmpty()) {
        entries.accept(time, message.toString());
      }
    } catch (NoSuchFileException none) {
      // The first time.
    }
  }

  private static Instant parsed(String time) {
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException notOurs) {
      return Instant.EPOCH;
    }
  }
}
