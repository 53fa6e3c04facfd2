package dev.sluice.core.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Source code without a signature: `languages.txt` says what lines begin with in which language.
/// Named only where several signs agree and no other language is near; all else is plain text.
final class SourceCode implements TextForm {
  private static final int MINIMUM_SIGNS = 3;
  private static final int MINIMUM_WEIGHT = 6;
  private static final int LONGEST_LINE = 300;

  private record Sign(String language, int weight, Pattern line) {}

  /// Read when the first text is seen.
  private static final class Table {
    private static final String NAME = "languages.txt";

    /// By the first word of a line, where that is a word; the others by their first character.
    static final Map<String, List<Sign>> BY_WORD = read();

    private static Map<String, List<Sign>> read() {
      Map<String, List<Sign>> signs = new HashMap<>();
      TableFile.read(
          NAME,
          TableFile.lines(SourceCode.class, NAME),
          line -> add(signs, line.split(" \\| ?", 4)));
      return Map.copyOf(signs);
    }

    private static void add(Map<String, List<Sign>> signs, String[] columns) {
      String word = columns[2];
      boolean plain = word.matches("[#@\"]?[\\w:]+");
      Sign sign =
          new Sign(
              columns[0],
              Integer.parseInt(columns[1]),
              Pattern.compile((plain ? Pattern.quote(word) : word) + columns[3].stripTrailing()));
      for (String key : plain ? Set.of(firstWord(word)) : keys(word, sign.line())) {
        signs.computeIfAbsent(key, any -> new ArrayList<>()).add(sign);
      }
    }

    /// A choice of words is found under each of them, another pattern under the characters that it
    /// may begin with.
    private static Set<String> keys(String word, Pattern line) {
      boolean anyCase = word.startsWith("(?i:");
      String choice = word.replaceFirst("^\\((\\?i:)?([\\w|-]+)\\)$", "$2");
      if (!choice.matches("[\\w|-]+")) {
        return firstCharacters(line);
      }
      Set<String> keys = new HashSet<>();
      for (String each : choice.split("\\|", -1)) {
        String first = firstWord(each);
        keys.add(first);
        if (anyCase) {
          keys.add(first.toUpperCase(Locale.ROOT));
          keys.add(first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1));
        }
      }
      return keys;
    }

    /// What a line may begin with that the pattern takes, each with a blank before it, so that it
    /// is no word.
    @SuppressWarnings("JdkObsolete") // hitEnd tells whether more characters could make a match.
    private static Set<String> firstCharacters(Pattern line) {
      Set<String> keys = new HashSet<>();
      for (char character = '!'; character <= '~'; character++) {
        Matcher matcher = line.matcher(String.valueOf(character));
        if (matcher.matches() || matcher.hitEnd()) {
          keys.add(" " + character);
        }
      }
      return keys;
    }
  }

  @Override
  public Optional<Finding> of(Characters characters) {
    Map<String, Integer> weights = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    Set<Sign> seen = new HashSet<>();
    boolean quoted = false;
    for (String line : characters.lines()) {
      String whole = line.strip();
      String stripped = whole.substring(0, Math.min(LONGEST_LINE, whole.length()));
      boolean fence = stripped.startsWith("```");
      boolean skipped = quoted && !fence; // Code that a text shows is not the text's language.
      quoted ^= fence;
      if (!stripped.isEmpty() && !skipped && !isComment(stripped)) {
        take(stripped, Table.BY_WORD.getOrDefault(firstWord(stripped), List.of()), seen);
        take(stripped, Table.BY_WORD.getOrDefault(" " + stripped.charAt(0), List.of()), seen);
      }
    }
    for (Sign sign : seen) {
      weights.merge(sign.language(), sign.weight(), Integer::sum);
      counts.merge(sign.language(), 1, Integer::sum);
    }
    return best(weights, counts);
  }

  /// All that may be found, for a test that they are kinds.
  static Set<String> mediaTypes() {
    return Table.BY_WORD.values().stream()
        .flatMap(List::stream)
        .map(Sign::language)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void take(String line, List<Sign> signs, Set<Sign> seen) {
    for (Sign sign : signs) {
      if (!seen.contains(sign) && sign.line().matcher(line).matches()) {
        seen.add(sign);
      }
    }
  }

  private static Optional<Finding> best(Map<String, Integer> weights, Map<String, Integer> counts) {
    // What is written in C is in C++, too, and what is in JavaScript is in TypeScript.
    include(weights, counts, "text/x-c", "text/x-c++");
    include(weights, counts, "text/x-c", "text/x-objective-c");
    include(weights, counts, "text/javascript", "application/typescript");
    Optional<Map.Entry<String, Integer>> best =
        weights.entrySet().stream().max(Map.Entry.comparingByValue());
    if (best.isEmpty()) {
      return Optional.empty();
    }
    String language = best.get().getKey();
    int weight = best.get().getValue();
    int count = counts.getOrDefault(language, 0);
    boolean alone =
        weights.entrySet().stream()
            .allMatch(it -> it.getKey().equals(language) || it.getValue() * 3 <= weight * 2);
    boolean enough =
        weight >= MINIMUM_WEIGHT && (count >= MINIMUM_SIGNS || weight > MINIMUM_WEIGHT);
    return enough && alone
        ? Optional.of(
            Finding.of(language, Confidence.FORM, 0, count + " signs of weight " + weight))
        : Optional.empty();
  }

  private static void include(
      Map<String, Integer> weights, Map<String, Integer> counts, String narrow, String wide) {
    Integer weight = weights.get(narrow);
    if (weights.getOrDefault(wide, 0) >= 3 && weight != null) {
      weights.remove(narrow);
      weights.merge(wide, weight, Integer::sum);
      counts.merge(wide, counts.getOrDefault(narrow, 0), Integer::sum);
    }
  }

  private static boolean isComment(String line) {
    return line.startsWith("/*")
        || line.startsWith("* ")
        || (line.startsWith("//") && !line.startsWith("//!"));
  }

  /// Up to what no word has in it.
  private static String firstWord(String line) {
    int end = 0;
    while (end < line.length()
        && (Character.isLetterOrDigit(line.charAt(end))
            || line.charAt(end) == '_'
            || (end == 0 && "#@\"".indexOf(line.charAt(end)) >= 0))) {
      end++;
    }
    return line.substring(0, end);
  }
}
