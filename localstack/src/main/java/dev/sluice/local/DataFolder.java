package dev.sluice.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The folder in which a cloud keeps its data. One cloud at a time has it, or they would write over
/// each other's.
final class DataFolder implements AutoCloseable {
  private final FileChannel lock;
  private final Path holder;

  private DataFolder(FileChannel lock, Path holder) {
    this.lock = lock;
    this.holder = holder;
  }

  /// Makes the folder if need be, and holds it until closed. The system lets go of it when the
  /// process ends, however it ends.
  ///
  /// @throws LocalCloudException in one line, if another cloud has it or it can't be one's own
  static DataFolder hold(Path folder) {
    Path holder = folder.resolve("lock.holder");
    String self = describe(ProcessHandle.current());
    try {
      Files.createDirectories(folder);
      // Opening and closing the lock's file once more would free the lock of this very process
      // (fcntl(2)), so that case is told by what is written beside it.
      @Nullable FileChannel lock =
          read(holder).equals(self) ? null : locked(folder.resolve("lock"));
      if (lock == null) {
        throw new LocalCloudException(
            "The data folder %s is in use by process %s; stop that, or take another folder"
                .formatted(folder, read(holder)));
      }
      Files.writeString(holder, self);
      return new DataFolder(lock, holder);
    } catch (IOException unusable) {
      throw new LocalCloudException(
          "The data folder %s can't be used: %s".formatted(folder, reason(unusable)), unusable);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(holder);
    lock.close();
  }

  private static @Nullable FileChannel locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException startedAtTheSameTime) {
      // This process is to have it once.
    }
    channel.close();
    return null;
  }

  /// Not the number alone, which another process may have later.
  private static String describe(ProcessHandle process) {
    return process.pid()
        + process.info().startInstant().map(Instant::toString).map(" since "::concat).orElse("");
  }

  private static String read(Path holder) throws IOException {
    return Files.exists(holder) ? Files.readString(holder) : "";
  }

  private static String reason(IOException unusable) {
    return switch (unusable) {
      case FileAlreadyExistsException _ -> "it is no folder";
      case AccessDeniedException _ -> "access is denied";
      default -> "no folder can be made or written there";
    };
  }
}
