package dev.sluice.core.detect;

import java.util.List;
import java.util.Optional;

/// Tables (RFC 4180; IANA text/tab-separated-values): every line has as many cells as the first.
/// Only where that is no chance, and where the cells are no sentences.
final class Tables implements TextForm {
  private static final String DELIMITERS = ",\t;|";
  private static final int MINIMUM_LINES = 3;
  private static final int LONGEST_CELL = 60;

  @Override
  public Optional<Finding> of(Characters characters) {
    List<String> lines = characters.lines().stream().filter(line -> !line.isBlank()).toList();
    for (int i = 0; i < DELIMITERS.length(); i++) {
      char delimiter = DELIMITERS.charAt(i);
      int columns = columns(lines, delimiter);
      int minimum = columns == 2 ? 2 * MINIMUM_LINES : MINIMUM_LINES;
      if (columns >= 2 && lines.size() >= minimum && isTable(lines, delimiter)) {
        String type = delimiter == '\t' ? "text/tab-separated-values" : "text/csv";
        return Optional.of(
            Finding.of(
                type, Confidence.FORM, 0, columns + " columns in " + lines.size() + " lines"));
      }
    }
    return Optional.empty();
  }

  /// Of every line; 0 if they differ.
  private static int columns(List<String> lines, char delimiter) {
    int columns = 0;
    for (String line : lines) {
      int cells = cells(line, delimiter);
      if (cells < 2 || (columns > 0 && cells != columns)) {
        return 0;
      }
      columns = cells;
    }
    return columns;
  }

  /// 0 if a cell's quotes do not close.
  private static int cells(String line, char delimiter) {
    int cells = 1;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      if (character == '"') {
        quoted = !quoted;
      } else if (character == delimiter && !quoted) {
        cells++;
      }
    }
    return quoted ? 0 : cells;
  }

  /// No code, whose lines end alike, no prose, whose commas have a space behind, no tables of
  /// figures that are aligned with blanks, and no comments.
  private static boolean isTable(List<String> lines, char delimiter) {
    long spaced = 0;
    long open = 0;
    long code = 0;
    long length = 0;
    long cells = 0;
    for (String line : lines) {
      String stripped = line.strip();
      spaced += line.contains(delimiter + " ") ? 1 : 0;
      open += stripped.endsWith(String.valueOf(delimiter)) ? 1 : 0;
      code += stripped.matches("(//|/\\*|#|\\*|<|[{}(\\[]).*|.*([{}();:]|=>)") ? 1 : 0;
      length += line.length();
      cells += cells(line, delimiter);
    }
    boolean prose = delimiter != '\t' && spaced * 2 > lines.size();
    boolean indented =
        lines.stream().filter(line -> line.startsWith(" ") || line.startsWith("\t")).count() * 2
            > lines.size();
    return !prose
        && !indented
        && open * 2 < lines.size()
        && code * 4 < lines.size()
        && length / cells < LONGEST_CELL;
  }
}
