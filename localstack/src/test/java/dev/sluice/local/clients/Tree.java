package dev.sluice.local.clients;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Folders of files, to be brought to the cloud and back.
final class Tree {
  /// Names that are easily encoded wrongly.
  static final List<String> NAMES =
      List.of(
          "plain.txt",
          "with space.txt",
          "a+b.txt",
          "grün/ü ß+%41.txt",
          "deep/er/and deeper/x=1&y=2.bin",
          "empty");

  private static final int MEBIBYTE = 1 << 20;

  private Tree() {}

  static Path plant(Path folder) throws IOException {
    for (String name : NAMES) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      byte[] content = new byte[name.equals("empty") ? 0 : 10_000 + name.length()];
      new Random(name.hashCode()).nextBytes(content);
      Files.write(file, content);
      // Otherwise younger than its copy, whose time has no fractions of a second, as on AWS.
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }
    return folder;
  }

  /// What lies below a folder, by its name there.
  static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            folder.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  /// A file that no one can compress or guess.
  static Path large(Path file, int mebibytes) throws IOException {
    Random random = new Random(mebibytes);
    byte[] block = new byte[MEBIBYTE];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int written = 0; written < mebibytes; written++) {
        random.nextBytes(block);
        out.write(block);
      }
    }
    return file;
  }
}
