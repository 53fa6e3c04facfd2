package dev.sluice.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// What is wrong with one file, in the order of its lines.
final class Problems {

  private record Problem(int line, String text) {}

  private final String fileName;
  private final List<Problem> found = new ArrayList<>();

  Problems(String fileName) {
    this.fileName = fileName;
  }

  /// A problem of the file as a whole.
  void add(String text) {
    found.add(new Problem(0, text));
  }

  /// A problem of a line, counted from 1.
  void add(int line, String text) {
    found.add(new Problem(line, text));
  }

  /// A problem of a value; its path is empty for the whole document.
  void add(Node node, String path, String text) {
    // The reader counts lines from 0.
    int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    add(line, path.isEmpty() ? text : path + ": " + text);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  InvalidSettings asException() {
    return new InvalidSettings(
        found.stream().sorted(Comparator.comparingInt(Problem::line)).map(this::render).toList());
  }

  private String render(Problem problem) {
    String place = problem.line() == 0 ? fileName : fileName + ":" + problem.line();
    return place + ": " + onOneLine(problem.text());
  }

  private static String onOneLine(String text) {
    return text.codePoints()
        .map(codePoint -> Character.isISOControl(codePoint) ? ' ' : codePoint)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
