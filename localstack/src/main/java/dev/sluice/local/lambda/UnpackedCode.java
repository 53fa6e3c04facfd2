package dev.sluice.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Jars and zips of code, unpacked as Lambda unpacks them: each build into a folder of its own, for
/// as long as a function runs it.
public final class UnpackedCode implements AutoCloseable {
  private final Optional<Path> place;
  private final Map<String, Build> builds = new HashMap<>();
  private @Nullable Path root;
  private int unpacked;

  private static final class Build {
    private final Path folder;
    private int users;

    private Build(Path folder) {
      this.folder = folder;
    }
  }

  /// @param place a folder for nothing else, or none for a temporary one
  public UnpackedCode(Optional<Path> place) {
    this.place = place;
  }

  /// The folder with an archive's content as it is now, until it is given back. Functions of one
  /// archive share it.
  ///
  /// @throws UncheckedIOException if it is no archive
  synchronized Path take(Path archive) {
    String state = new CodeFiles(archive).state().toString();
    try {
      @Nullable Build build = builds.get(state);
      if (build == null) {
        build = new Build(root().resolve(Integer.toString(++unpacked)));
        unpack(archive, build.folder);
        builds.put(state, build);
      }
      build.users++;
      return build.folder;
    } catch (IOException broken) {
      throw new UncheckedIOException(archive + " can't be unpacked", broken);
    }
  }

  synchronized void giveBack(Path folder) {
    builds
        .values()
        .removeIf(
            build -> {
              boolean over = build.folder.equals(folder) && --build.users == 0;
              if (over) {
                delete(folder);
              }
              return over;
            });
    if (builds.isEmpty()) {
      close();
    }
  }

  @Override
  public synchronized void close() {
    if (root != null) {
      delete(root);
      root = null;
    }
  }

  private Path root() throws IOException {
    if (root == null) {
      // What is there was left by a process that was killed.
      place.ifPresent(UnpackedCode::delete);
      root =
          place.isPresent()
              ? Files.createDirectories(place.get())
              : Files.createTempDirectory("local-cloud-code-");
    }
    return root;
  }

  private static void unpack(Path archive, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("an entry leads out of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, file);
          }
        }
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException gone) {
      // Was never there, or stays until the next start.
    }
  }
}
