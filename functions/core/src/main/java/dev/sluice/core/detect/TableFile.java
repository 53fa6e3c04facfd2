package dev.sluice.core.detect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// A table of text beside the class that reads it: a row a line, but for comments (`#`) and empty
/// lines.
public final class TableFile {
  private TableFile() {}

  /// All lines of the resource of this name.
  public static List<String> lines(Class<?> reader, String name) {
    try (InputStream table = reader.getResourceAsStream(name)) {
      if (table == null) {
        throw new IllegalStateException(name + " is not beside " + reader);
      }
      return List.of(new String(table.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Each row in turn.
  ///
  /// @throws IllegalArgumentException as `row` throws it, with the table's name and the line
  public static void read(String name, List<String> lines, Consumer<String> row) {
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      if (!line.isBlank() && !line.startsWith("#")) {
        try {
          row.accept(line);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "%s, line %d: %s".formatted(name, number, e.getMessage()), e);
        }
      }
    }
  }
}
