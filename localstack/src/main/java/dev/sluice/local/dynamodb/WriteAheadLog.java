package dev.sluice.local.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.nio.file.Path;

/// SQLite's write-ahead log for DynamoDB Local's database: a write is forced to the disk once, not
/// several times with a rollback journal made and deleted, and what was answered survives as before
/// (sqlite.org/wal.html). The library sets nothing; this setting stays in the file.
final class WriteAheadLog {
  private static final String DATABASE = "shared-local-instance.db";

  private WriteAheadLog() {}

  /// @param folder that of an open database of the library's, which has loaded SQLite by then
  /// @throws IllegalStateException if SQLite refuses
  static void use(Path folder) {
    SQLiteConnection connection = new SQLiteConnection(folder.resolve(DATABASE).toFile());
    try {
      connection.open(false).exec("PRAGMA journal_mode = WAL");
    } catch (SQLiteException e) {
      throw new IllegalStateException("DynamoDB's database takes no write-ahead log", e);
    } finally {
      connection.dispose();
    }
  }
}
