package dev.sluice.local.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

/// SQLite's write-ahead log for DynamoDB Local's database: a write is forced to the disk once, not
/// several times with a rollback journal made and deleted, and what was answered survives as before
/// (sqlite.org/wal.html). The library sets nothing; this setting stays in the file.
record WriteAheadLog(Path folder) {
  private static final String DATABASE = "shared-local-instance.db";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

  /// It tells which file it loads, unless it is told not to before; the library tells it later.
  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

  /// To be called before the library opens the database: changing the mode takes a lock, and the
  /// library fails at once where it meets one.
  ///
  /// @throws IllegalStateException if SQLite can't be loaded or refuses
  void use() {
    SQLITE.setLevel(Level.WARNING);
    try {
      SQLiteLibraryLoader.initialize();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB's database can't be loaded", e);
    }
    run("PRAGMA journal_mode = WAL");
  }

  /// Waits until the library, which closes its database on a thread of its own, has written the log
  /// back: whoever opens the database meanwhile finds it locked.
  void awaitWrittenBack() {
    Path log = folder.resolve(DATABASE + "-wal");
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (Files.exists(log) && System.nanoTime() < end) {
        Thread.sleep(BETWEEN_LOOKS);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return;
    }
    // The lock goes right after the file.
    run("SELECT 1 FROM sqlite_master");
  }

  private void run(String statement) {
    SQLiteConnection connection = new SQLiteConnection(folder.resolve(DATABASE).toFile());
    try {
      connection.open(true).setBusyTimeout(PATIENCE.toMillis()).exec(statement);
    } catch (SQLiteException e) {
      throw new IllegalStateException("DynamoDB's database refuses \"" + statement + '"', e);
    } finally {
      connection.dispose();
    }
  }
}
