package dev.sluice.core.detect;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Kinds of text that begin with words of their own: the lines of `kinds.txt` whose structure is
/// `text`. They are looked for behind a byte-order mark and white space, in whatever encoding.
final class Beginnings implements TextForm {
  private static final int LONGEST = 256;

  /// Read when the first text is seen: `kinds.txt` names structures, this one among them.
  private static final class Table {
    /// By the first byte, -1 where that may be any; the more telling first.
    static final Map<Integer, List<Kinds.Candidate>> CANDIDATES =
        Kinds.known().all().stream()
            .filter(kind -> kind.structure().filter("text"::equals).isPresent())
            .flatMap(kind -> kind.signatures().stream().map(it -> new Kinds.Candidate(kind, it)))
            .sorted(Comparator.comparingInt(it -> -it.signature().weight()))
            .collect(Collectors.groupingBy(it -> it.signature().byteAt(0)));
  }

  @Override
  public Optional<Finding> of(Characters characters) {
    // A mark that stands alone on its line may be all there is.
    String start = characters.start() + (characters.whole() ? "\n" : "");
    byte[] bytes =
        start.substring(0, Math.min(LONGEST, start.length())).getBytes(StandardCharsets.UTF_8);
    Window window = new Window(0, bytes);
    return Stream.of(window.u8(0), -1)
        .flatMap(first -> Table.CANDIDATES.getOrDefault(first, List.of()).stream())
        .filter(candidate -> candidate.signature().matches(window))
        .findFirst()
        .map(
            candidate ->
                Finding.of(
                    candidate.kind(),
                    Confidence.STRUCTURE,
                    0,
                    "text that begins " + start.lines().findFirst().orElse("").strip()));
  }
}
