package dev.sluice.local.sqs;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One append-only file per queue. A record is with the operating system before the sender hears of
/// it, so it survives the death of this process; it is not forced to the disk (see RATIONALE.md).
///
/// A `RandomAccessFile`, since a `FileChannel` closes itself when a thread that writes is
/// interrupted.
final class FileJournal implements Journal {
  /// Below this, an empty queue's old records are not worth a truncation.
  private static final long WORTH_TRUNCATING = 1 << 20;

  private final Path path;
  private final RandomAccessFile file;
  private final JournalCodec codec = new JournalCodec();

  private FileJournal(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /// Reads what an earlier process left into the store, drops a torn last record and what has
  /// expired, and starts a new file with what is left.
  static FileJournal open(Path path, MessageStore store, Instant now, Duration retention) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      if (Files.exists(path)) {
        replay(path, store);
      }
      store.bringBack(now);
      store.expire(now, retention);
      compact(path, store, now);
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      file.seek(file.length());
      return new FileJournal(path, file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open the queue's journal " + path, e);
    }
  }

  private static void replay(Path path, MessageStore store) throws IOException {
    JournalCodec codec = new JournalCodec();
    try (BufferedReader reader =
        new BufferedReader(
            // Replaces malformed bytes; the checksum finds them then.
            new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
      int number = 0;
      String line = reader.readLine();
      while (line != null) {
        number++;
        String next = reader.readLine();
        Optional<JournalRecord> record = codec.decode(line);
        if (record.isPresent()) {
          JournalRecord.replay(record.get(), store);
        } else if (next != null) {
          throw new IOException(
              "Line %d of %s is damaged. Move the file away to start with an empty queue, or delete the line to lose only its message."
                  .formatted(number, path));
        }
        // A damaged last line is a write that nobody was told had succeeded.
        line = next;
      }
    }
  }

  private static void compact(Path path, MessageStore store, Instant now) throws IOException {
    JournalCodec codec = new JournalCodec();
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (FileOutputStream bytes = new FileOutputStream(fresh.toFile());
        BufferedWriter writer =
            new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
      for (StoredMessage stored : store.all()) {
        writer.write(codec.encode(new JournalRecord.Sent(stored)));
      }
      // Last, since an older message of the same deduplication id may be left.
      for (FifoLedger.Accepted accepted : store.ledger().accepted(now)) {
        writer.write(codec.encode(new JournalRecord.Remembered(accepted)));
      }
      writer.flush();
      // Once per start: the old file goes away with this rename.
      bytes.getFD().sync();
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void append(List<JournalRecord> records) {
    StringBuilder lines = new StringBuilder();
    records.forEach(record -> lines.append(codec.encode(record)));
    try {
      long end = file.getFilePointer();
      try {
        file.write(lines.toString().getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // Half a record followed by others would make the file unreadable.
        file.setLength(end);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the queue's journal " + path, e);
    }
  }

  @Override
  public void nothingLeft() {
    try {
      if (file.length() > WORTH_TRUNCATING) {
        file.setLength(0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot shorten the queue's journal " + path, e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the queue's journal " + path, e);
    }
  }

  @Override
  public void delete() {
    close();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete the queue's journal " + path, e);
    }
  }
}
