package dev.sluice.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A function's code as files: a directory with classes and resources, and `lib/*.jar`. Of an
/// archive only the state can be told.
record CodeFiles(Path directory) {

  /// What tells one build from another, without reading it.
  ///
  /// @param files name, size, time of change and, where there is one, inode of each file
  record State(List<String> files) {
    static final State NONE = new State(List.of());
  }

  /// Lambda puts the directory and the jars on the class path, these in the order of their names.
  List<Path> classPath() {
    List<Path> entries = new ArrayList<>();
    entries.add(directory);
    Path libraries = directory.resolve("lib");
    if (Files.isDirectory(libraries)) {
      try (Stream<Path> jars = Files.list(libraries)) {
        jars.filter(jar -> jar.getFileName().toString().endsWith(".jar"))
            .sorted()
            .forEach(entries::add);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return entries;
  }

  /// The files as they are; none while a build has taken them away.
  State state() {
    try (Stream<Path> files =
        Files.find(directory, Integer.MAX_VALUE, (_, attributes) -> attributes.isRegularFile())) {
      return new State(files.map(CodeFiles::describe).sorted().toList());
    } catch (IOException | UncheckedIOException beingBuilt) {
      return State.NONE;
    }
  }

  private static String describe(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return "%s %d %s %s"
          .formatted(file, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
