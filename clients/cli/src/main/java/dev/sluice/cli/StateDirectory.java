package dev.sluice.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `.sluice/`: the data of `./sluice up`, the issuer's key, and where a running `up` is to be
/// found. Nothing in it is committed; deleting it starts afresh.
record StateDirectory(Path path) {

  Path data() {
    return path.resolve("data");
  }

  Path issuerKey() {
    return path.resolve("issuer.jwk");
  }

  void create() {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw Errors.failure(e);
    }
  }

  /// Holds the data, so that no second `up` writes to it.
  ///
  /// @throws Failure when another process holds it
  Lock lockData() {
    return lock("data.lock")
        .orElseThrow(
            () ->
                new Failure(
                    "another ./sluice up uses "
                        + data()
                        + announced().map(url -> " (it runs at " + url + ")").orElse("")
                        + "; stop it, or add --ephemeral"));
  }

  /// Tells client commands where the API is, until closed. Empty when another `up` told them
  /// already.
  Optional<Lock> announce(String apiUrl) {
    Optional<Lock> lock = lock("running.lock");
    if (lock.isPresent()) {
      Path next = path.resolve("running.json.new");
      try {
        Files.writeString(
            next,
            Json.write(
                Json.object().put("url", apiUrl).put("process", ProcessHandle.current().pid())));
        Files.move(
            next, running(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw Errors.failure(e);
      }
    }
    return lock;
  }

  /// Takes back what [#announce] told.
  void withdraw() {
    try {
      Files.deleteIfExists(running());
    } catch (IOException e) {
      // a stale announcement is noticed by whoever follows it: nothing answers there
    }
  }

  /// The API's address that a running `up` announced; after a crash it may be stale.
  Optional<String> announced() {
    try {
      JsonNode running = Json.read(Files.readString(running()));
      return Optional.of(Json.text(running, "url")).filter(url -> !url.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path running() {
    return path.resolve("running.json");
  }

  private Optional<Lock> lock(String name) {
    create();
    try {
      FileChannel channel =
          FileChannel.open(path.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return Optional.of(new Lock(channel));
    } catch (IOException e) {
      throw Errors.failure(e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  /// A lock that the system releases when the process ends, however it ends.
  record Lock(FileChannel channel) implements AutoCloseable {
    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw Errors.failure(e);
      }
    }
  }
}
