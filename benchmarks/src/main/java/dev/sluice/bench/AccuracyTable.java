package dev.sluice.bench;

import dev.sluice.bench.LabelledFiles.Labelled;
import dev.sluice.core.detect.Kinds;
import dev.sluice.core.media.MediaType;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Who is right about how many files of each family.
final class AccuracyTable {
  private final List<Labelled> files;
  private final Map<String, List<Optional<String>>> answers = new LinkedHashMap<>();

  AccuracyTable(List<Labelled> files) {
    this.files = List.copyOf(files);
  }

  void add(String contender, List<Optional<String>> mediaTypes) {
    answers.put(contender, List.copyOf(mediaTypes));
  }

  int right(String contender) {
    int right = 0;
    for (int i = 0; i < files.size(); i++) {
      right += isRight(contender, i) ? 1 : 0;
    }
    return right;
  }

  void print(PrintWriter out) {
    Map<String, Integer> sizes = new TreeMap<>();
    files.forEach(file -> sizes.merge(file.family(), 1, Integer::sum));
    out.printf("%-20s %6s", "family", "files");
    answers.keySet().forEach(contender -> out.printf(" %9s", contender));
    out.println();
    sizes.forEach(
        (family, size) -> {
          out.printf("%-20s %6d", family, size);
          answers.keySet().forEach(contender -> out.printf(" %9d", right(contender, family)));
          out.println();
        });
    out.printf("%-20s %6d", "all", files.size());
    answers.keySet().forEach(contender -> out.printf(" %9d", right(contender)));
    out.println();
  }

  /// A line for each file that a contender is wrong about.
  void printWrong(String contender, PrintWriter out) {
    for (int i = 0; i < files.size(); i++) {
      if (!isRight(contender, i)) {
        out.printf(
            "%s: %s is %s, not %s%n",
            contender,
            files.get(i).path().getFileName(),
            files.get(i).truth(),
            answer(contender, i).orElse("unknown"));
      }
    }
  }

  private int right(String contender, String family) {
    int right = 0;
    for (int i = 0; i < files.size(); i++) {
      right += files.get(i).family().equals(family) && isRight(contender, i) ? 1 : 0;
    }
    return right;
  }

  /// By any name of the kind, and by that of a kind that is built on it: some labels name only the
  /// container.
  private boolean isRight(String contender, int file) {
    MediaType truth = files.get(file).truth();
    return answer(contender, file)
        .flatMap(LabelledFiles::canonical)
        .filter(found -> Kinds.known().isA(found, truth))
        .isPresent();
  }

  private Optional<String> answer(String contender, int file) {
    List<Optional<String>> all = answers.get(contender);
    return all == null ? Optional.empty() : all.get(file);
  }
}
