package dev.sluice.cli.inspect;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/// The files under what was named, in the order of their names. A link that is named is followed,
/// one that is met is not; what is neither file nor folder is an error if it was named, and passed
/// by if it was met.
final class FileWalk {
  /// Hears of what could not be read, and why.
  private final BiConsumer<Path, String> complaints;

  FileWalk(BiConsumer<Path, String> complaints) {
    this.complaints = complaints;
  }

  interface Visitor {
    void file(Path path) throws IOException;
  }

  void visit(Path named, Visitor visitor) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(named, BasicFileAttributes.class);
    } catch (IOException e) {
      complaints.accept(named, FileFailure.reason(e));
      return;
    }
    if (attributes.isRegularFile()) {
      visitor.file(named);
    } else if (attributes.isDirectory()) {
      walk(named, visitor);
    } else {
      complaints.accept(named, "is neither a file nor a folder");
    }
  }

  private void walk(Path folder, Visitor visitor) throws IOException {
    Deque<Path> waiting = new ArrayDeque<>();
    push(waiting, folder);
    while (!waiting.isEmpty()) {
      Path path = waiting.pop();
      BasicFileAttributes attributes;
      try {
        attributes =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      } catch (IOException e) {
        complaints.accept(path, FileFailure.reason(e));
        continue;
      }
      if (attributes.isDirectory()) {
        push(waiting, path);
      } else if (attributes.isRegularFile()) {
        visitor.file(path);
      }
    }
  }

  private void push(Deque<Path> waiting, Path folder) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(children::add);
    } catch (IOException | DirectoryIteratorException e) {
      complaints.accept(folder, FileFailure.reason(e));
    }
    children.sort(Collections.reverseOrder());
    children.forEach(waiting::push);
  }
}
